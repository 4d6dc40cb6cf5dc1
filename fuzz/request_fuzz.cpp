// vendor resource ~~ params ~~ options ~~ current ~~ patch or desired; in the place of the two names the
// text of a profile may stand. For every input
// - make_request() gives a request, nothing, or why not, the same every time, and as explain_request() does;
// - explain_request() tells one verdict for each operation of the patch, in their order;
// - a finding blames an operation of the patch or none;
// - an empty patch sends nothing, unless it is refused;
// - a request breaks no line and no address, whatever stands in the data: path, headers and content type
//   are of one line, no segment of the path climbs, the HTTP message has the lines that it must have and
//   its length is that of the body.

#include <utility>

#include "emend/adapters/request.hpp"
#include "emend/document.hpp"

#include "findings.hpp"

namespace emend::fuzz {
namespace {

using adapters::explanation;
using adapters::request;
using adapters::request_input;

std::optional<adapters::profile> profile_of(std::string_view text) {
    const auto space = text.find(' ');
    auto found = text.substr(0, 1) == "{" || space == std::string_view::npos
                     ? adapters::load_profile(text)
                     : adapters::find_profile(text.substr(0, space), text.substr(space + 1));
    if (found) return *found;
    check_refusal(found.error());
    return std::nullopt;
}

// An array that is a patch is one, anything else is the resource as it shall be.
std::optional<request_input> input_of(std::string_view params, std::string_view options,
                                      std::string_view current, std::string_view change) {
    auto p = parse_ordered(params);
    auto o = parse_ordered(options);
    auto c = parse_ordered(current);
    auto to = parse_ordered(change);
    if (!p || !o || !c || !to) return std::nullopt;
    request_input input{std::move(*p), std::move(*c), std::nullopt, std::nullopt, std::move(*o)};
    if (auto patch = parse_patch(*to))
        input.patch = std::move(*patch);
    else
        input.desired = std::move(*to);
    return input;
}

void check_path(std::string_view path) {
    require(path.substr(0, 1) == "/", "a path begins with a slash");
    for (const char c : path) require(c > 0x20 && c < 0x7f, "a path is of visible ASCII");
    auto rest = path.substr(1, path.find('?') - 1);
    for (;;) {
        const auto end = rest.find('/');
        const auto segment = rest.substr(0, end);
        require(segment != "." && segment != "..", "no segment climbs");
        if (end == std::string_view::npos) return;
        rest = rest.substr(end + 1);
    }
}

void check_message(const request& r) {
    const auto body = dump(r.body);
    require(body.has_value(), "the body can be written");
    const auto message = to_http(r);
    const auto blank = message.find("\r\n\r\n");
    require(blank != std::string::npos && message.substr(blank + 4) == *body, "the body follows the head");
    std::size_t lines = 1;
    for (auto at = message.find("\r\n"); at < blank; at = message.find("\r\n", at + 2)) ++lines;
    require(lines == r.headers.size() + 4, "the head has the lines that it must have");
    const auto length = "\r\nContent-Length: " + std::to_string(body->size()) + "\r\n";
    require(message.find(length) == blank - length.size() + 2, "the length is that of the body");
}

void check_request(const request& r) {
    require(r.method == "PUT" || r.method == "PATCH" || r.method == "POST", "the method is one of three");
    require(is_one_line(to_string(r.base_url)) && is_one_line(r.content_type), "nothing breaks a line");
    for (const auto& h : r.headers)
        require(is_one_line(h.name) && is_one_line(to_string(h.value)), "no header breaks a line");
    check_path(r.path);
    check_message(r);
    require(to_curl(r).rfind("curl ", 0) == 0, "a request is a command of curl");
}

void check_blame(const adapters::findings& all, const request_input& input) {
    const auto count = input.patch ? input.patch->size() : 0;
    for (const auto& each : all)
        require(each.operation == adapters::finding::none || each.operation < count,
                "a finding blames an operation that there is");
}

void check_verdicts(const explanation& told, const request_input& input) {
    require(told.operations.size() == (input.patch ? input.patch->size() : 0),
            "each operation has a verdict");
    for (std::size_t n = 0; n < told.operations.size(); ++n)
        require(told.operations[n].operation == n, "the verdicts are in the operations' order");
}

void check(const adapters::profile& to, const request_input& input) {
    const auto made = adapters::make_request(to, input);
    const auto told = adapters::explain_request(to, input);
    check_verdicts(told, input);
    require(made.has_value() == told.made.has_value(), "explaining changes nothing");
    if (!made) {
        require(made.error() == told.made.error(), "explaining finds the same");
        check_refusal(made.error());
        check_blame(made.error(), input);
        return;
    }
    require(made->warnings == told.made->warnings, "explaining warns of the same");
    check_blame(made->warnings, input);
    require(made->request.has_value() == told.made->request.has_value(), "explaining sends the same");
    if (input.patch && input.patch->empty()) require(!made->request, "an empty patch sends nothing");
    if (!made->request) return;
    require(to_json(*made->request) == to_json(*told.made->request), "explaining sends the same");
    check_request(*made->request);
}

}  // namespace
}  // namespace emend::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto [who, params, options, current, change] =
        emend::fuzz::split_in<5>(emend::fuzz::text(data, size));
    const auto to = emend::fuzz::profile_of(who);
    if (!to) return 0;
    if (const auto input = emend::fuzz::input_of(params, options, current, change))
        emend::fuzz::check(*to, *input);
    return 0;
}
