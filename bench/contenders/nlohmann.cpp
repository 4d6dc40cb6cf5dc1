// nlohmann::json: diff, patch and merge_patch.

#include <nlohmann/json.hpp>

#include "contenders/contender.hpp"

namespace emend::contenders {
namespace {

using nlohmann::json;

struct two {
    json first{};
    json second{};
};

std::string dumped(const json& value) { return value.dump(); }

}  // namespace

job nlohmann_json(task what, std::span<const item> all) {
    switch (what) {
        case task::diff:
            return each_text(all, [](const item& i) {
                return json::diff(json::parse(i.before), json::parse(i.after)).dump();
            });
        case task::apply:
            return each_text(all, [](const item& i) {
                auto document = json::parse(i.before);
                document.patch_inplace(json::parse(i.patch));
                return document.dump();
            });
        case task::merge:
            return each_text(all, [](const item& i) {
                auto document = json::parse(i.before);
                document.merge_patch(json::parse(i.merge_patch));
                return document.dump();
            });
        case task::diff_values:
            return each(
                all,
                [](const item& i) {
                    return two{json::parse(i.before), json::parse(i.after)};
                },
                [](const two& t) { return json::diff(t.first, t.second); }, dumped);
        case task::apply_values:
            return each(
                all,
                [](const item& i) {
                    return two{json::parse(i.before), json::parse(i.patch)};
                },
                [](const two& t) { return t.first.patch(t.second); }, dumped);
    }
    return {};
}

}  // namespace emend::contenders
