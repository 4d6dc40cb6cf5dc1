// cJSON_Utils. Sorts the members of what it compares, and changes documents in place: where values must stay
// as they are, it works on copies.

#include <memory>
#include <stdexcept>

#include <cJSON.h>
#include <cJSON_Utils.h>

#include "contenders/contender.hpp"

namespace emend::contenders {
namespace {

struct deleter {
    void operator()(cJSON* value) const { cJSON_Delete(value); }
};
using value = std::unique_ptr<cJSON, deleter>;

struct two {
    value first{};
    value second{};
};

value read(const std::string& text) {
    value parsed(cJSON_ParseWithLength(text.data(), text.size()));
    if (parsed == nullptr) throw std::runtime_error("cJSON does not read it");
    return parsed;
}

value copied(const value& from) { return value(cJSON_Duplicate(from.get(), 1)); }

std::string written(const value& from) {
    const std::unique_ptr<char, void (*)(void*)> text(cJSON_PrintUnformatted(from.get()), cJSON_free);
    if (text == nullptr) throw std::runtime_error("cJSON does not write it");
    return text.get();
}

value difference(value before, value after) {
    return value(cJSONUtils_GeneratePatchesCaseSensitive(before.get(), after.get()));
}

value applied(value document, const value& patch) {
    if (cJSONUtils_ApplyPatchesCaseSensitive(document.get(), patch.get()) != 0)
        throw std::runtime_error("cJSON does not apply it");
    return document;
}

}  // namespace

job cjson_utils(task what, std::span<const item> all) {
    switch (what) {
        case task::diff:
            return each_text(
                all, [](const item& i) { return written(difference(read(i.before), read(i.after))); });
        case task::apply:
            return each_text(all,
                             [](const item& i) { return written(applied(read(i.before), read(i.patch))); });
        case task::merge:
            return each_text(all, [](const item& i) {
                const auto patch = read(i.merge_patch);
                const value merged(cJSONUtils_MergePatchCaseSensitive(read(i.before).release(), patch.get()));
                return written(merged);
            });
        case task::diff_values:
            return each(
                all,
                [](const item& i) {
                    return two{read(i.before), read(i.after)};
                },
                [](const two& t) { return difference(copied(t.first), copied(t.second)); }, written);
        case task::apply_values:
            return each(
                all,
                [](const item& i) {
                    return two{read(i.before), read(i.patch)};
                },
                [](const two& t) { return applied(copied(t.first), t.second); }, written);
    }
    return {};
}

}  // namespace emend::contenders
