#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include "emend/adapters/finding.hpp"
#include "emend/adapters/profile.hpp"
#include "emend/patch.hpp"

namespace emend::adapters {

/// What is to change. Exactly one of `patch` and `desired` counts: patch, where both are given.
struct request_input {
    ordered_json params = ordered_json::object();   ///< name -> string or integer
    ordered_json current{};                         ///< the resource as it was read, envelope or not
    std::optional<ordered_patch> patch{};           ///< evaluated on `current`
    std::optional<ordered_json> desired{};          ///< or: the resource as it shall be
    ordered_json options = ordered_json::object();  ///< name -> value; text does for any of them
};

/// Text with holes that the reader's shell fills: host names and secrets that we do not hold.
struct text_part {
    std::string text{};
    bool variable = false;  ///< `text` names a shell variable

    friend bool operator==(const text_part&, const text_part&) = default;
};
using template_text = std::vector<text_part>;

/// Writes the text, variables as "$NAME".
[[nodiscard]] std::string to_string(const template_text& text);

struct header {
    std::string name{};
    template_text value{};

    friend bool operator==(const header&, const header&) = default;
};

/// What the vendor is to be sent. Plain data: this library opens no sockets.
struct request {
    std::string method{};           ///< "PATCH"
    template_text base_url{};       ///< "https://api.example.com"
    std::string path{};             ///< origin-form, percent-encoded   RFC 9112 §3.2.1
    std::vector<header> headers{};  ///< without Host, Content-Type and Content-Length
    std::string content_type{};
    ordered_json body{};
};

/// A request, or nothing to send because nothing changes.
struct outcome {
    std::optional<adapters::request> request{};
    findings warnings{};  ///< the server's own values that break the server's own rules
};

/// Says a change in the vendor's words.
///
/// shape   current x (patch | desired) x params x options -> request | nothing
/// errors  every rule that the change breaks, at once: the call's own mistakes first (missing_context,
///         unknown parameter or option), then the patch's, then the vendor's rules. A patch that cannot
///         be applied hides what its result would have broken.
/// keeps   a secret in `current` never comes out; a parameter never adds a segment, line or header
/// cost    O(touched members + body); nothing recurses on the input
[[nodiscard]] tl::expected<outcome, findings> make_request(const profile& to, request_input input);

/// Puts values in the place of shell variables: hosts and secrets that we do not hold.
///
/// shape   request x (name -> value, or nothing) -> request without variables
/// errors  missing_context: no value, or an empty one; constraint: it would break a line or an address. The
///         path is the variable's name; no message shows the value
[[nodiscard]] tl::expected<request, findings> fill_variables(
    request r, const std::function<std::optional<std::string>(const std::string&)>& value_of);

/// What became of one operation of a patch.
struct verdict {
    enum class how : std::uint8_t {
        exactly,  ///< what it says goes out by itself
        folded,   ///< its effect goes out inside a larger value
        locally,  ///< it is evaluated here; nothing of it goes out
        refused
    };

    std::size_t operation = 0;  ///< index in the patch
    std::string op{};
    std::string path{};
    how said = how::locally;
    std::string why{};

    friend bool operator==(const verdict&, const verdict&) = default;
};

/// A request, or why there is none, with a verdict for each operation of the patch.
struct explanation {
    std::vector<verdict> operations{};
    tl::expected<outcome, findings> made{};
};

/// Says a change in the vendor's words, as make_request() does, and what each operation came to.
[[nodiscard]] explanation explain_request(const profile& to, request_input input);

/// Writes {operation, op, path, sent: "exactly" | "folded" | "locally" | "refused", why}.
[[nodiscard]] ordered_json to_json(const verdict& v);

/// Writes {method, url, path, headers, content_type, body}.
[[nodiscard]] ordered_json to_json(const request& r);

/// Writes a complete HTTP/1.1 message.   RFC 9112 §2.1
[[nodiscard]] std::string to_http(const request& r);

/// Writes a curl command, safe to paste into a POSIX shell whatever the data holds.
[[nodiscard]] std::string to_curl(const request& r);

}  // namespace emend::adapters
