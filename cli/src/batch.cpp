#include "batch.hpp"

#include <algorithm>
#include <thread>

#include "files.hpp"

namespace emend::cli {

failure overlong_line(std::size_t longest) {
    failure f{bad_input, "limit_exceeded", "the line is longer than " + std::to_string(longest) + " bytes"};
    f.expected = "at most " + std::to_string(longest) + " bytes";
    return f;
}

batch::batch(const service& what, const settings& how, std::size_t threads) : what_(what), how_(how) {
    shares_.resize(std::max<std::size_t>(threads, 1));
    answers_.resize(shares_.size());
}

// Each share takes a run of neighbouring lines, so that its answers are one text.
void batch::work(const std::vector<numbered_line>& lines, std::size_t part, std::size_t parts) {
    auto& [request, failed] = shares_[part];
    auto& out = answers_[part];
    const auto end = lines.size() * (part + 1) / parts;
    for (auto i = lines.size() * part / parts; i < end; ++i) {
        auto answer = lines[i].overlong ? outcome<void>(fail(overlong_line(largest_text)))
                                        : request.read(lines[i].text);
        auto payload =
            answer ? what_.answer(request, how_) : outcome<std::string>(fail(std::move(answer).error()));
        const auto id = lines[i].overlong ? "null" : request.id();
        if (payload) {
            append_answer(out, id, *payload);
        } else {
            append_failure(out, id, payload.error(), lines[i].number);
            ++failed;
        }
    }
}

const std::vector<std::string>& batch::answer(const std::vector<numbered_line>& lines) {
    for (auto& each : answers_) each.clear();
    const auto parts = std::min(shares_.size(), std::max<std::size_t>(lines.size(), 1));
    std::vector<std::thread> helpers;
    for (std::size_t part = 1; part < parts; ++part)
        helpers.emplace_back([this, &lines, part, parts] { work(lines, part, parts); });
    work(lines, 0, parts);
    for (auto& each : helpers) each.join();
    counts_.lines += lines.size();
    counts_.failed = 0;
    for (const auto& each : shares_) counts_.failed += each.failed;
    return answers_;
}

}  // namespace emend::cli
