#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "emend/adapters/finding.hpp"
#include "emend/adapters/profile.hpp"
#include "emend/patch.hpp"

namespace emend::adapters {

/// What a vendor answered. `body` is null where there was none, or none that is JSON.
struct response {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers{};  ///< names in any case
    ordered_json body{};
};

/// Where the resource's next state is to be had.
enum class next_step : std::uint8_t {
    done,         ///< `current` is it
    follow_task,  ///< the change is queued: GET `location`, and read that with read_task()
    look_there,   ///< the change goes on: GET `location`, an address the server gave
    read_again,   ///< done, and nothing was said: GET `location`
    refused,      ///< see `errors`
};

/// One thing that the vendor complains of.
struct vendor_error {
    std::string code{};  ///< as the vendor spells it, number or text
    std::string type{};
    std::string message{};
    std::string path{};                     ///< into the current resource; "" where no member is named
    std::size_t sent = finding::none;       ///< the operation in the body that was sent
    std::size_t operation = finding::none;  ///< the operation of the caller's patch

    friend bool operator==(const vendor_error&, const vendor_error&) = default;
};

/// An answer in our words.
struct answer {
    next_step next = next_step::refused;
    std::optional<ordered_json> current{};     ///< without envelope, ready for the next request
    std::string task{};                        ///< id of the task
    std::string location{};                    ///< path, or the server's own address
    std::vector<vendor_error> errors{};        ///< never empty when refused
    std::string reference{};                   ///< what the vendor's support asks for
    bool retry = false;                        ///< the same request may succeed later
    std::optional<std::size_t> retry_after{};  ///< seconds
    bool renew_token = false;                  ///< the token may have expired
};

/// What was asked, for an answer that says what was wrong with it. All of it may be left out.
struct asked {
    ordered_json params = ordered_json::object();
    ordered_json body{};                   ///< as it was sent
    std::optional<ordered_patch> patch{};  ///< as the caller gave it
};

/// Reads the answer to a request that `to` made.
///
/// shape   response x profile x what was asked -> what comes next
/// errors  none: what cannot be understood is an answer with next = refused and a sentence
[[nodiscard]] answer read_answer(const profile& to, const response& got, const asked& what = {});

/// Reads an HTTP/1.1 response as `curl --include` prints it; what is no JSON leaves the body null.
///
/// errors  syntax_error: no status line
/// source  RFC 9112 §4
[[nodiscard]] tl::expected<response, findings> parse_response(std::string_view text);

/// How far a task is.
struct task_state {
    enum class stage : std::uint8_t { running, succeeded, failed };

    stage at = stage::running;
    std::vector<vendor_error> errors{};  ///< why it failed

    friend bool operator==(const task_state&, const task_state&) = default;
};

/// Reads the body of a task, or of what a location told to look at. A body that says nothing is still
/// running.
[[nodiscard]] task_state read_task(const profile& to, const ordered_json& body);

/// Writes {next, current, task, location, errors, reference, retry, retry_after, renew_token};
/// members without a value are left out.
[[nodiscard]] ordered_json to_json(const answer& a);

/// Writes {state, errors}: "running", "succeeded" or "failed".
[[nodiscard]] ordered_json to_json(const task_state& t);

}  // namespace emend::adapters
