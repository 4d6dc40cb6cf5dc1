// document ~~ patch. For every input:
// - apply() gives a document or an error whose operation is in the patch, and the same for json and
//   ordered_json;
// - apply_in_place() gives the same document, and its inverse gives the old one back, member order
//   included; on error the document is untouched;
// - the text lane gives the same document, or fails for the same reason, wherever a document can hold
//   the numbers as they are written.

#include <nlohmann/json.hpp>

#include "emend/apply.hpp"
#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/text.hpp"

#include "support.hpp"

namespace emend::fuzz {
namespace {

// `==` of ordered_json sees member order; NaN cannot come from a text.
void check_in_place(const ordered_json& before, const ordered_patch& ops,
                    const result<ordered_json>& expected) {
    auto document = before;
    const auto inverse = apply_in_place(document, ops);
    require(inverse.has_value() == expected.has_value(), "in place and by value agree");
    if (!inverse) {
        require(inverse.error() == expected.error(), "in place and by value fail alike");
        require(document.dump() == before.dump(), "on error the document is untouched");
        return;
    }
    require(document.dump() == expected->dump(), "in place and by value give one document");
    const auto undone = apply_in_place(document, *inverse);
    require(undone.has_value() && document.dump() == before.dump(), "the inverse restores the document");
}

bool holds_its_numbers(std::string_view source, const ordered_json& document) {
    const auto written = dump(document);
    return written && text::equal(source, *written) == true;
}

template <class T>
bool is_limit(const result<T>& outcome) {
    return !outcome && outcome.error().code == errc::limit_exceeded;
}

void check_text(std::string_view document_text, std::string_view patch_text,
                const result<ordered_json>& expected) {
    const auto got = text::apply(document_text, patch_text);
    if (is_limit(got) || is_limit(expected)) return;  // each lane counts growth as it can
    require(got.has_value() == expected.has_value(), "the lanes agree on success");
    if (!got) {
        require(got.error().code == expected.error().code, "the lanes fail for one reason");
        require(got.error().operation == expected.error().operation, "the lanes fail at one operation");
        return;
    }
    require(equal(*parse_ordered(*got), *expected), "the lanes give one document");
}

void check(std::string_view document_text, std::string_view patch_text) {
    const auto ordered = parse_ordered(document_text);
    const auto ordered_ops = parse_ordered_patch(patch_text);
    if (!ordered || !ordered_ops) return;
    const auto ordered_result = emend::apply(*ordered, *ordered_ops);
    if (!ordered_result) {
        require(ordered_result.error().operation < ordered_ops->size(), "the operation is in the patch");
    }
    check_in_place(*ordered, *ordered_ops, ordered_result);
    if (holds_its_numbers(document_text, *ordered) &&
        holds_its_numbers(patch_text, *parse_ordered(patch_text))) {
        check_text(document_text, patch_text, ordered_result);
    }

    const auto plain_result = emend::apply(*parse(document_text), *parse_patch(patch_text));
    require(plain_result.has_value() == ordered_result.has_value(), "json and ordered_json agree");
    if (!plain_result) {
        require(plain_result.error().code == ordered_result.error().code, "they fail alike");
        return;
    }
    require(equal(*plain_result, *parse(ordered_result->dump())), "they give one document");
}

}  // namespace
}  // namespace emend::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto [document_text, patch_text] = emend::fuzz::split(emend::fuzz::text(data, size));
    emend::fuzz::check(document_text, patch_text);
    return 0;
}
