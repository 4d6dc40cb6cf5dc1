#include "services.hpp"

#include <algorithm>

#include "emend/text.hpp"

#include "nearest.hpp"

namespace emend::cli {
namespace {

using answer = outcome<void>;

answer append_member(std::string& out, std::string_view name, std::string_view value) {
    out.append("\"").append(name).append("\":").append(value);
    return {};
}

// Most services take two members and give one.
template <class Verb>
answer give(const line& request, std::string_view first, std::string_view second, std::string& out,
            std::string_view name, Verb verb) {
    const auto a = request.need(first);
    if (!a) return fail(a.error());
    const auto b = request.need(second);
    if (!b) return fail(b.error());
    const auto got = verb(*a, *b);
    if (!got) return fail(request.blame(got.error(), {*a, *b}));
    return append_member(out, name, *got);
}

answer answer_apply(const line& request, const settings&, std::string& out) {
    return give(request, "doc", "patch", out, "doc", [&](std::string_view doc, std::string_view patch) {
        auto& own = request.own();
        return request.take(doc, own.value).and_then([&] { return own.editor.apply(own.value, patch); });
    });
}

answer answer_merge(const line& request, const settings&, std::string& out) {
    return give(request, "doc", "merge_patch", out, "doc", [&](std::string_view doc, std::string_view patch) {
        return request.own().editor.merge(doc, patch);
    });
}

answer answer_merge_diff(const line& request, const settings&, std::string& out) {
    return give(
        request, "before", "after", out, "merge_patch",
        [](std::string_view before, std::string_view after) { return text::merge_diff(before, after); });
}

answer answer_equal(const line& request, const settings&, std::string& out) {
    return give(request, "a", "b", out, "equal", [](std::string_view a, std::string_view b) {
        return text::equal(a, b).map([](bool same) { return std::string_view(same ? "true" : "false"); });
    });
}

answer answer_diff(const line& request, const settings& how, std::string& out) {
    diff_words words = how.words;
    if (const auto given = request.find("options"); given && *given != "null") {
        auto read = read_words(*given, words);
        if (!read) return fail(std::move(read).error());
        words = std::move(*read);
    }
    const auto options = to_options(words);
    if (!options) return fail(options.error());
    const auto before = request.need("before");
    if (!before) return fail(before.error());
    const auto after = request.need("after");
    if (!after) return fail(after.error());
    out += "\"patch\":";
    const auto got = request.append_diff(out, *before, *after, *options);
    if (!got) return fail(request.blame(got.error(), {*before, *after}));
    return {};
}

answer answer_validate(const line& request, const settings&, std::string& out) {
    const auto patch = request.need("patch");
    if (!patch) return fail(patch.error());
    if (const auto valid = text::validate(*patch); !valid)
        return fail(request.blame(valid.error(), {*patch}));
    return append_member(out, "valid", "true");
}

answer answer_get(const line& request, const settings&, std::string& out) {
    const auto doc = request.need("doc");
    if (!doc) return fail(doc.error());
    const auto pointer = request.need_string("pointer");
    if (!pointer) return fail(pointer.error());
    const auto value = text::get(*doc, *pointer);
    if (!value) return fail(request.blame(value.error(), {*doc}));
    return append_member(out, "value", *value);
}

}  // namespace

const std::vector<service>& services() {
    static const std::vector<service> all{
        {"diff", true, answer_diff},        {"apply", true, answer_apply},
        {"merge", true, answer_merge},      {"merge_diff", false, answer_merge_diff},
        {"equal", false, answer_equal},     {"validate", false, answer_validate},
        {"merge3", false, answer_merge3},   {"invert", false, answer_invert},
        {"compose", false, answer_compose}, {"rebase", false, answer_rebase},
        {"get", false, answer_get},         {"request", true, answer_request},
    };
    return all;
}

const service* find_service(std::string_view name) {
    const auto& all = services();
    const auto found = std::find_if(all.begin(), all.end(), [&](const service& s) { return s.name == name; });
    return found == all.end() ? nullptr : &*found;
}

outcome<void> answer_by_name(const line& request, const settings& how, std::string& out) {
    const auto verb = request.need_string("do");
    if (!verb) return fail(verb.error());
    if (const auto* found = find_service(*verb)) return found->answer(request, how, out);
    std::vector<std::string_view> names;
    for (const auto& each : services()) names.push_back(each.name);
    return fail({bad_input, "unsupported", "emend agent cannot do \"" + *verb + "\"" + hint(*verb, names)});
}

}  // namespace emend::cli
