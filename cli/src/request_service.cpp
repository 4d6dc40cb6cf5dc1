// Exports answer_request(): one line becomes one vendor's request.

#include <utility>

#include "emend/document.hpp"

#include "json_text.hpp"
#include "request_words.hpp"
#include "services.hpp"

namespace emend::cli {
namespace {

outcome<ordered_json> read_value(const line& from, std::string_view slice) {
    auto value = from.value(slice);
    if (!value) return fail(from.blame(value.error(), {slice}));
    return std::move(*value);
}

outcome<void> read_object(const line& from, std::string_view name, ordered_json& into) {
    const auto slice = from.find(name);
    if (!slice || *slice == "null") return {};
    auto value = read_value(from, *slice);
    if (!value) return fail(std::move(value).error());
    into = std::move(*value);
    return {};
}

outcome<void> read_change(const line& from, adapters::request_input& into) {
    const auto patch = from.find("patch");
    const auto desired = from.find("desired");
    if (patch.has_value() == desired.has_value())
        return fail(usage_error("the line needs \"patch\" or \"desired\", one of them"));
    if (desired) {
        auto value = read_value(from, *desired);
        if (!value) return fail(std::move(value).error());
        into.desired = std::move(*value);
        return {};
    }
    auto ops = from.patch(*patch);
    if (!ops) return fail(from.blame(ops.error(), {*patch}));
    into.patch = std::move(*ops);
    return {};
}

outcome<adapters::request_input> read_input(const line& from) {
    adapters::request_input input;
    const auto current = from.need("current");
    if (!current) return fail(current.error());
    auto value = read_value(from, *current);
    if (!value) return fail(std::move(value).error());
    input.current = std::move(*value);
    if (auto read = read_object(from, "params", input.params); !read) return fail(std::move(read).error());
    if (auto read = read_object(from, "options", input.options); !read) return fail(std::move(read).error());
    if (auto read = read_change(from, input); !read) return fail(std::move(read).error());
    return input;
}

void append_warnings(std::string& out, const adapters::findings& all) {
    out += ",\"warnings\":[";
    for (std::size_t i = 0; i < all.size(); ++i) {
        out.append(i == 0 ? "{\"code\":" : ",{\"code\":").append(in_quotes(all[i].code));
        out.append(",\"path\":").append(in_quotes(all[i].path)).append("}");
    }
    out += ']';
}

outcome<void> append_request(std::string& out, adapters::request& r) {
    const auto body = dump(r.body);
    if (!body) return fail(from_error(body.error()));
    discard(r.body);
    out.append("{\"method\":").append(in_quotes(r.method));
    out.append(",\"path\":").append(in_quotes(r.path));
    out.append(",\"content_type\":").append(in_quotes(r.content_type));
    out.append(",\"body\":").append(*body).append("}");
    return {};
}

}  // namespace

outcome<void> answer_request(const line& request, const settings& how, std::string& out) {
    const auto vendor = request.need_string("vendor");
    if (!vendor) return fail(vendor.error());
    const auto resource = request.need_string("resource");
    if (!resource) return fail(resource.error());
    const auto profile = choose_profile(*vendor, *resource, how.profile);
    if (!profile) return fail(profile.error());
    auto input = read_input(request);
    if (!input) return fail(std::move(input).error());
    auto made = adapters::make_request(*profile, std::move(*input));
    if (!made) return fail(from_findings(made.error()));
    out += "\"request\":";
    if (!made->request) {
        out += "null";
    } else if (auto shown = append_request(out, *made->request); !shown) {
        return fail(std::move(shown).error());
    }
    append_warnings(out, made->warnings);
    return {};
}

}  // namespace emend::cli
