// emend's json lane, on nlohmann's values; texts are read and written by nlohmann.

#include <stdexcept>

#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/merge.hpp"

#include "contenders/contender.hpp"

namespace emend::contenders {
namespace {

template <class T>
T given(result<T> answer) {
    if (!answer) throw std::runtime_error(to_string(answer.error()));
    return std::move(*answer);
}

struct versions {
    json before{};
    json after{};
};
struct question {
    json document{};
    patch operations{};
};

versions read_versions(const item& i) { return {json::parse(i.before), json::parse(i.after)}; }
question read_question(const item& i) {
    return {json::parse(i.before), given(parse_patch(json::parse(i.patch)))};
}
patch difference(const versions& v) { return given(emend::diff(v.before, v.after)); }

}  // namespace

job emend_json(task what, std::span<const item> all) {
    switch (what) {
        case task::diff:
            return each_text(all,
                             [](const item& i) { return to_document(difference(read_versions(i))).dump(); });
        case task::apply:
            return each_text(all, [](const item& i) {
                auto [document, operations] = read_question(i);
                return given(emend::apply(std::move(document), operations)).dump();
            });
        case task::merge:
            return each_text(all, [](const item& i) {
                return given(emend::merge(json::parse(i.before), json::parse(i.merge_patch))).dump();
            });
        case task::diff_values:
            return each(all, read_versions, difference, [](const patch& p) { return to_document(p).dump(); });
        case task::apply_values:
            return each(
                all, read_question,
                [](const question& q) { return given(emend::apply(q.document, q.operations)); },
                [](const json& answer) { return answer.dump(); });
    }
    return {};
}

}  // namespace emend::contenders
