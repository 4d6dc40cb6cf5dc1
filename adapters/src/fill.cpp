// Shell variables of a request -> their values.

#include <algorithm>

#include "context.hpp"
#include "formats.hpp"

namespace emend::adapters {
namespace {

using lookup = std::function<std::optional<std::string>(const std::string&)>;

void fill(template_text& text, const lookup& value_of, findings& errors) {
    for (auto& part : text) {
        if (!part.variable) continue;
        const auto value = value_of(part.text);
        if (!value || value->empty()) {
            errors.push_back(detail::usage(fault::missing_context,
                                           "variable \"" + part.text + "\" has no value", part.text));
        } else if (!detail::stands_in_header(*value)) {
            errors.push_back(detail::usage(
                fault::constraint,
                "variable \"" + part.text + "\": printable ASCII without blanks at its ends is wanted",
                part.text, "pattern"));
        } else {
            part = {*value, false};
        }
    }
}

}  // namespace

tl::expected<request, findings> fill_variables(request r, const lookup& value_of) {
    findings errors;
    const auto host =
        std::find_if(r.base_url.begin(), r.base_url.end(), [](const text_part& p) { return p.variable; });
    const std::string name = host == r.base_url.end() ? "" : host->text;
    fill(r.base_url, value_of, errors);
    if (errors.empty() && !name.empty() && !detail::is_base_url(to_string(r.base_url))) {
        errors.push_back(detail::usage(
            fault::constraint, "variable \"" + name + "\": it does not make an address", name, "format"));
    }
    for (auto& header : r.headers) fill(header.value, value_of, errors);
    if (!errors.empty()) return tl::make_unexpected(std::move(errors));
    return r;
}

}  // namespace emend::adapters
