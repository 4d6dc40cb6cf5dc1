#include "contenders/judge.hpp"

#include <nlohmann/json.hpp>

#include "emend/text.hpp"

namespace emend::contenders {
namespace {

using nlohmann::json;

constexpr std::size_t large = 32U << 20U;

// As a reader sees them whose only numbers are doubles.
void make_doubles(json& value) {
    if (value.is_number()) value = value.get<double>();
    if (value.is_structured()) {
        for (auto& inner : value) make_doubles(inner);
    }
}

bool same(json a, json b) {
    make_doubles(a);
    make_doubles(b);
    return a == b;
}

bool right(task what, const item& one, const std::string& answer) {
    const auto document = json::parse(one.before);
    const auto given = json::parse(answer);
    if (what == task::diff || what == task::diff_values)
        return same(document.patch(given), json::parse(one.after));
    if (what != task::merge) return same(given, document.patch(json::parse(one.patch)));
    auto merged = document;
    merged.merge_patch(json::parse(one.merge_patch));
    return same(given, std::move(merged));
}

bool right_of_large(task what, const item& one, const std::string& answer) {
    const bool diff = what == task::diff || what == task::diff_values;
    const auto reached = diff                  ? text::apply(one.before, answer)
                         : what == task::merge ? text::merge(one.before, one.merge_patch)
                                               : text::apply(one.before, one.patch);
    if (!reached) return false;
    const auto& wanted = diff ? one.after : answer;
    return text::equal(*reached, wanted).value_or(false) || same(json::parse(*reached), json::parse(wanted));
}

}  // namespace

std::string judge(task what, std::span<const item> all, std::span<const std::string> answers) {
    if (answers.size() != all.size()) {
        return std::to_string(answers.size()) + " answers to " + std::to_string(all.size()) + " questions";
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        try {
            const bool is_large = all[i].before.size() > large;
            if (!(is_large ? right_of_large : right)(what, all[i], answers[i]))
                return "wrong answer to item " + std::to_string(i);
        } catch (const json::exception& failure) {
            return "item " + std::to_string(i) + ": " + failure.what();
        }
    }
    return {};
}

}  // namespace emend::contenders
