// emend's text lane. Keeps its memory from one text to the next, as the parsers of the others do.

#include <memory>
#include <stdexcept>

#include "emend/text.hpp"

#include "contenders/contender.hpp"

namespace emend::contenders {
namespace {

template <class T>
std::string given(const result<T>& answer) {
    if (!answer) throw std::runtime_error(to_string(answer.error()));
    return std::string(*answer);
}

}  // namespace

job emend_text(task what, std::span<const item> all) {
    if (what == task::diff) {
        return each_text(all, [lane = std::make_shared<text::differ>()](const item& i) {
            return given(lane->diff(i.before, i.after));
        });
    }
    const auto lane = std::make_shared<text::editor>();
    if (what == task::apply) {
        return each_text(all, [lane](const item& i) { return given(lane->apply(i.before, i.patch)); });
    }
    if (what == task::merge) {
        return each_text(all, [lane](const item& i) { return given(lane->merge(i.before, i.merge_patch)); });
    }
    return {};
}

}  // namespace emend::contenders
