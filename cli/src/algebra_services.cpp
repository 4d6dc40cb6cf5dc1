// Exports what `emend agent` answers to merge3, invert, compose and rebase.

#include "emend/text_algebra.hpp"

#include "conflicts.hpp"
#include "json_text.hpp"
#include "services.hpp"

namespace emend::cli {
namespace {

using answer = outcome<void>;

// Members that must be there, in the order asked for.
outcome<std::vector<std::string_view>> need(const line& request,
                                            std::initializer_list<std::string_view> names) {
    std::vector<std::string_view> all;
    for (const auto name : names) {
        const auto member = request.need(name);
        if (!member) return fail(member.error());
        all.push_back(*member);
    }
    return all;
}

answer append_patch(std::string& out, const line& request, const result<std::string>& got,
                    const std::vector<std::string_view>& slices) {
    if (!got) return fail(request.blame(got.error(), slices));
    out.append("\"patch\":").append(*got);
    return {};
}

outcome<std::vector<std::string_view>> elements(const line& request, std::string_view array) {
    if (array.front() != '[')
        return fail(usage_error("\"patches\" must be an array, not " + std::string(kind_name(array))));
    text::index table;
    if (auto read = table.parse(array); !read) return fail(request.blame(read.error(), {array}));
    std::vector<std::string_view> all;
    const auto nodes = table.nodes();
    for (std::uint32_t n = 1; n < nodes.size(); n = nodes[n].next) {
        all.push_back(array.substr(nodes[n].begin, nodes[n].end - nodes[n].begin));
    }
    return all;
}

}  // namespace

outcome<void> answer_merge3(const line& request, const settings&, std::string& out) {
    const auto texts = need(request, {"base", "ours", "theirs"});
    if (!texts) return fail(texts.error());
    merge3_options options;
    if (const auto given = request.find("policy"); given && *given != "null") {
        const auto word = request.need_string("policy");
        if (!word) return fail(word.error());
        const auto policy = read_policy(*word);
        if (!policy) return fail(policy.error());
        options.policy = *policy;
    }
    const auto got = text::merge3((*texts)[0], (*texts)[1], (*texts)[2], options);
    if (!got) return fail(request.blame(got.error(), *texts));
    out.append("\"doc\":").append(got->document);
    out.append(",\"conflicts\":").append(conflicts_json(got->conflicts));
    return {};
}

outcome<void> answer_invert(const line& request, const settings&, std::string& out) {
    const auto texts = need(request, {"before", "patch"});
    if (!texts) return fail(texts.error());
    return append_patch(out, request, text::invert((*texts)[1], (*texts)[0]), *texts);
}

outcome<void> answer_compose(const line& request, const settings&, std::string& out) {
    const auto array = request.need("patches");
    if (!array) return fail(array.error());
    const auto patches = elements(request, *array);
    if (!patches) return fail(patches.error());
    const auto before = request.find("before");
    if (!before) return append_patch(out, request, text::compose(*patches), *patches);
    auto slices = *patches;
    slices.push_back(*before);
    return append_patch(out, request, text::compose(*patches, *before), slices);
}

outcome<void> answer_rebase(const line& request, const settings&, std::string& out) {
    const auto texts = need(request, {"base", "over", "patch"});
    if (!texts) return fail(texts.error());
    return append_patch(out, request, text::rebase((*texts)[2], (*texts)[1], (*texts)[0]), *texts);
}

}  // namespace emend::cli
