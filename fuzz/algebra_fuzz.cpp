// document ~~ patch ~~ patch. For every input, in the lane of ordered members and in that of texts:
// - invert() takes a patch that applies back, member order (in texts every value's spelling) included;
// - compose() of two patches that apply in turn has their effect; for the known document too, with
//   members in the same order, and never longer than without it;
// - merge3() of what each patch makes of the document tells the same conflicts in both lanes, and
//   the same document;
// - rebase() refuses where merge3() has a conflict; else it leads from ours to what merge3() makes.

#include <array>
#include <string>

#include <nlohmann/json.hpp>

#include "emend/algebra.hpp"
#include "emend/apply.hpp"
#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/merge3.hpp"
#include "emend/text_algebra.hpp"

#include "support.hpp"

namespace emend::fuzz {
namespace {

// One document and two patches, as values and as the texts that nlohmann writes.
struct input {
    ordered_json base;
    ordered_patch first;
    ordered_patch second;

    [[nodiscard]] std::string base_text() const { return base.dump(); }
    [[nodiscard]] std::string first_text() const { return to_document(first).dump(); }
    [[nodiscard]] std::string second_text() const { return to_document(second).dump(); }
};

bool leads_to(const std::string& base, const result<std::string>& patch, const ordered_json& after) {
    const auto got = patch ? text::apply(base, *patch) : result<std::string>(fail(patch.error()));
    return got && text::equal(*got, after.dump()) == true;
}

void check_invert(const input& in, const ordered_json& after) {
    const auto back = invert(in.first, in.base);
    require(back.has_value(), "what applies has an inverse");
    const auto got = emend::apply(after, *back);
    require(got && got->dump() == in.base.dump(), "the inverse leads back");
    const auto here = text::invert(in.first_text(), in.base_text());
    require(here.has_value(), "what applies has an inverse as text");
    const auto done = text::apply(after.dump(), *here);
    require(done && *done == in.base_text(), "the text's inverse leads back, to the byte");
}

void check_compose(const input& in, const ordered_json& middle) {
    const auto after = emend::apply(middle, in.second);
    const auto known = compose(in.first, in.second, in.base);
    require(known.has_value() == after.has_value(), "patches compose on a document where they apply");
    if (!after) return;
    const auto both = compose(in.first, in.second);
    const auto got = emend::apply(in.base, both);
    require(got && got->dump() == after->dump(), "composed patches do what both do");
    const auto there = emend::apply(in.base, *known);
    require(there && there->dump() == after->dump(), "so they do when the document is known");
    require(to_document(*known).dump().size() <= to_document(both).dump().size(), "knowing is no longer");
    const auto p = in.first_text();
    const auto q = in.second_text();
    const std::array<std::string_view, 2> patches{p, q};
    require(leads_to(in.base_text(), text::compose(patches), *after), "texts compose");
    require(leads_to(in.base_text(), text::compose(patches, in.base_text()), *after),
            "texts compose on a base");
}

void check_merge(const input& in, const ordered_json& ours, const ordered_json& theirs) {
    const auto merged = merge3(in.base, ours, theirs);
    const auto here = text::merge3(in.base_text(), ours.dump(), theirs.dump());
    require(merged && here, "any three documents merge");
    require(merged->conflicts.size() == here->conflicts.size(), "both lanes see the same conflicts");
    for (std::size_t n = 0; n < here->conflicts.size(); ++n) {
        require(merged->conflicts[n].path == here->conflicts[n].path, "at the same places");
        require(merged->conflicts[n].kind == here->conflicts[n].kind, "of the same kinds");
    }
    require(text::equal(here->document, merged->document.dump()) == true, "both lanes merge alike");
    const auto moved = rebase(in.second, in.first, in.base);
    const auto moved_text = text::rebase(in.second_text(), in.first_text(), in.base_text());
    require(moved.has_value() == merged->conflicts.empty(), "a conflict cannot be rebased, all else can");
    require(moved_text.has_value() == moved.has_value(), "nor as text");
    if (!moved) return;
    const auto led = emend::apply(ours, *moved);
    require(led && equal(*led, merged->document), "rebasing leads to what merging makes");
    require(leads_to(ours.dump(), moved_text, merged->document), "so it does in text");
}

void check(std::string_view document, std::string_view first, std::string_view second) {
    const auto base = parse_ordered(document);
    const auto p = parse_ordered_patch(first);
    const auto q = parse_ordered_patch(second);
    if (!base || !p || !q) return;
    const input in{*base, *p, *q};
    const auto ours = emend::apply(in.base, in.first);
    if (!ours) return;
    check_invert(in, *ours);
    check_compose(in, *ours);
    const auto theirs = emend::apply(in.base, in.second);
    if (theirs) check_merge(in, *ours, *theirs);
}

}  // namespace
}  // namespace emend::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto [document, first, second] = emend::fuzz::split_in<3>(emend::fuzz::text(data, size));
    emend::fuzz::check(document, first, second);
    return 0;
}
