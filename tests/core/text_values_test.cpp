// Tests text_values.cpp and text::validate() against the parsers, on whole and on broken texts.

#include "emend/text_values.hpp"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/document.hpp"
#include "emend/testing/generators.hpp"

namespace emend {
namespace {

using testing::document;
using testing::nearly_valid_patch;
using text::index;

// The text with a piece of it replaced by a few characters that mean something.
std::string broken(std::string text) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const auto length = *rc::gen::inRange<std::size_t>(0, 3);
    return text.replace(at, length,
                        *rc::gen::element<std::string>("", "{", "]", ",", "\"", "1", "1e999", "null", "\\",
                                                       "/", "~", "\"op\":1,"));
}

std::string some_text(std::string text) {
    return *rc::gen::arbitrary<bool>() ? text : broken(std::move(text));
}

RC_GTEST_PROP(TextValuesProp, areWhatParsingGives, ()) {
    const auto text = some_text((*document()).dump(*rc::gen::element(-1, 2)));
    const auto parsed = parse_ordered(text);
    const auto line = "{\"before\":[1],\"it\":" + text + "}";
    index whole;
    index around;
    if (!whole.parse(text)) {
        RC_ASSERT(!parsed.has_value());
        return;
    }
    const auto made = text::to_ordered(whole);
    RC_ASSERT(made.has_value() == parsed.has_value());
    if (!made) RC_ASSERT(made.error() == parsed.error());
    if (made) RC_ASSERT(made->dump() == parsed->dump());

    RC_ASSERT(around.parse(line).has_value());
    constexpr std::uint32_t it = 3;  // behind the object, the array and its element
    const auto inside = text::to_ordered(around, it);
    RC_ASSERT(inside.has_value() == made.has_value());
    if (inside) RC_ASSERT(inside->dump() == made->dump());
    if (!inside) RC_ASSERT(inside.error() == made.error());
}

RC_GTEST_PROP(TextValuesProp, areTheOperationsThatParsingGives, ()) {
    const auto text = some_text(to_document(*nearly_valid_patch(*document())).dump());
    const auto parsed = parse_ordered_patch(text);
    const auto valid = text::validate(text);
    const auto number =
        !parsed && parsed.error().code == errc::limit_exceeded;  // beyond a double: no concern of a text
    RC_ASSERT(valid.has_value() == (parsed.has_value() || number));
    if (!valid) RC_ASSERT(valid.error() == parsed.error());

    const auto line = "[" + text + "]";
    index whole;
    if (!whole.parse(text)) return;
    RC_ASSERT(whole.parse(line).has_value());
    const auto made = text::to_ordered_patch(whole, 1);
    RC_ASSERT(made.has_value() == parsed.has_value());
    if (made) RC_ASSERT(to_document(*made).dump() == to_document(*parsed).dump());
    if (!made) RC_ASSERT(made.error() == parsed.error());
}

}  // namespace
}  // namespace emend
