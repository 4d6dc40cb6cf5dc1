// A library in the race: an adapter turns a task on a workload into something that can be run and timed, and
// gives its answers as text, so that they can be judged. One file an adapter; all.cpp lists them.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "emend/bench/workloads.hpp"

namespace emend::contenders {

using bench_data::item;

/// What can be asked. The first three go from text to text; the others from parsed values to a value, and
/// leave the document as it was.
enum class task { diff, apply, merge, diff_values, apply_values };

inline constexpr std::array<std::pair<task, std::string_view>, 5> tasks{
    {{task::diff, "diff"},
     {task::apply, "apply"},
     {task::merge, "merge"},
     {task::diff_values, "diff_values"},
     {task::apply_values, "apply_values"}}};

/// Whether the workload that `one` is of has what the task needs.
inline bool asks(task what, const item& one) {
    if (what == task::merge) return !one.merge_patch.empty();
    return what == task::diff || what == task::diff_values ? !one.after.empty() : !one.patch.empty();
}

/// A task made ready. `run` does it once for all items of the workload and is what is timed; what it throws
/// is told as the contender's failure. `answers`, after a run: one compact text an item, or nothing at all
/// for a floor, which answers no question.
struct job {
    std::function<void()> run{};
    std::function<std::vector<std::string>()> answers{};
};

/// An adapter. `prepare` makes a job, or an empty one for a task that the library does not have;
/// no items tell as much.
struct contender {
    std::string_view name{};
    job (*prepare)(task what, std::span<const item> all) = nullptr;
};

std::span<const contender> all_contenders();

/// A job that makes `input(item)` of each item beforehand, `once(input)` each run, and `text(output)` of
/// what came out last.
template <class Input, class Once, class Text>
job each(std::span<const item> all, Input input, Once once, Text text) {
    using input_type = std::invoke_result_t<Input, const item&>;
    using output_type = std::invoke_result_t<Once, input_type&>;
    struct state {
        std::vector<input_type> inputs{};
        std::vector<output_type> outputs{};
    };
    auto all_of_it = std::make_shared<state>();
    for (const auto& one : all) all_of_it->inputs.push_back(input(one));
    all_of_it->outputs.resize(all.size());
    return {[all_of_it, once] {
                for (std::size_t i = 0; i < all_of_it->inputs.size(); ++i) {
                    all_of_it->outputs[i] = once(all_of_it->inputs[i]);
                }
            },
            [all_of_it, text] {
                std::vector<std::string> texts;
                for (auto& output : all_of_it->outputs) texts.push_back(text(output));
                return texts;
            }};
}

/// The same from text to text: the input is the item itself.
template <class Once>
job each_text(std::span<const item> all, Once once) {
    return each(
        all, [](const item& one) { return &one; }, [once](const item* one) { return once(*one); },
        [](const std::string& answer) { return answer; });
}

}  // namespace emend::contenders
