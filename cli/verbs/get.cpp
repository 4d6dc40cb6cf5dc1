// emend get: one value of a document.

#include "emend/pointer.hpp"
#include "emend/text.hpp"

#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/files.hpp"
#include "src/output.hpp"

namespace emend::cli {
namespace {

outcome<status> run(const arguments& args) {
    std::string document;
    std::string pointer;
    command_line line(get_verb);
    line.argument(document, "DOC", "the document; - is standard input");
    line.argument(pointer, "POINTER", "where: /orders/0/total; \"\" is the whole document");
    if (auto over = line.parse(args)) return *over;
    if (const auto valid = parse_pointer(pointer); !valid) return fail(from_error(valid.error()));
    const auto text = reader().read(document);
    if (!text) return fail(text.error());
    const auto value = text::get(text->text, pointer);
    if (!value) return fail(blame(value.error(), {&*text}));
    if (auto written = write_out(std::string(*value) + "\n"); !written)
        return fail(std::move(written).error());
    return done;
}

}  // namespace

const verb get_verb{"get", "DOC POINTER", "Print the value that a JSON Pointer (RFC 6901) names.",
                    R"(The value keeps its bytes.

Example:
  emend get order.json /items/0/price

Exit status: 0 found, 1 there is no such value, 2 unreadable or malformed input.)",
                    run};

}  // namespace emend::cli
