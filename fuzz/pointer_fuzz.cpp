// A pointer's text, and, behind the separator, a document. For every input:
// - parse_pointer() gives a pointer or invalid_pointer with an offset inside the text;
// - what it accepts is written back byte for byte;
// - resolve() finds a value or says why with the whole pointer as path;
// - parse_index() reads a token as the number it spells, or not at all.

#include "emend/document.hpp"
#include "emend/pointer.hpp"

#include "support.hpp"

namespace emend::fuzz {
namespace {

void check_index(const std::string& token) {
    const auto index = parse_index(token);
    if (index.kind != array_index::form::number) return;
    require(!token.empty() && token.find_first_not_of("0123456789") == std::string::npos,
            "an index is digits");
    if (token.size() < 19) require(std::to_string(index.value) == token, "an index is written one way");
}

void check(std::string_view pointer_text, std::string_view document_text) {
    const auto where = parse_pointer(pointer_text);
    if (!where) {
        require(where.error().code == errc::invalid_pointer, "a bad pointer is invalid_pointer");
        require(where.error().offset <= pointer_text.size(), "the offset is inside the text");
        return;
    }
    require(to_string(*where) == pointer_text, "an accepted pointer is written back as it was");
    for (const auto& token : where->tokens) check_index(token);

    const auto document = parse(document_text);
    if (!document) return;
    const auto found = resolve(*document, *where);
    require(found ? *found != nullptr : found.error().path == pointer_text,
            "a pointer leads to a value, or the error names it");
}

}  // namespace
}  // namespace emend::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto [pointer_text, document_text] = emend::fuzz::split(emend::fuzz::text(data, size));
    emend::fuzz::check(pointer_text, document_text);
    return 0;
}
