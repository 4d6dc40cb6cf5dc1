#include "subject.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "src/json_text.hpp"

namespace emend::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t most_on_their_way = 512;
constexpr std::size_t most_bytes_waiting = std::size_t{1} << 20U;
constexpr std::size_t longest_line = std::size_t{256} << 20U;
constexpr std::size_t given_up_after = 10;  // failures without an answer between them
constexpr int not_executable = 126;
constexpr int not_found = 127;

std::string shown(std::string_view line) {
    constexpr std::size_t most = 200;
    const auto head = one_line(line.substr(0, most));
    return line.size() <= most ? head : head + "... (" + std::to_string(line.size()) + " bytes)";
}

std::string in_seconds(milliseconds time) {
    auto text = std::to_string(time.count() / 1000);
    if (time.count() % 1000 != 0) text += "." + std::to_string(time.count() % 1000 / 100);
    return text + " s";
}

}  // namespace

std::string_view to_string(reply::kind kind) {
    switch (kind) {
        case reply::kind::answer:
            return "answer";
        case reply::kind::crashed:
            return "crashed";
        case reply::kind::hung:
            return "hung";
        case reply::kind::stopped_reading:
            return "stopped_reading";
        case reply::kind::rubbish:
            return "rubbish";
        case reply::kind::wrong_id:
            return "wrong_id";
        case reply::kind::not_asked:
            return "not_asked";
    }
    return {};
}

void subject::ask(std::string_view members) {
    question q;
    q.id = next_id_++;
    q.line = "{\"id\":" + std::to_string(q.id) + ",";
    q.line.append(members).append("}\n");
    questions_.push_back(std::move(q));
    send_more();
}

outcome<reply> subject::take() {
    while (questions_.front().at != stage::done)
        if (auto went = advance(); !went) return fail(std::move(went).error());
    auto got = std::move(questions_.front().got);
    questions_.pop_front();
    if (first_unsent_ > 0) --first_unsent_;
    return got;
}

void subject::send_more() {
    while (first_unsent_ < questions_.size() && out_.size() < most_bytes_waiting) {
        auto& next = questions_[first_unsent_];
        if (next.at == stage::unsent) {
            const std::size_t most = next.id <= narrow_until_ ? 1 : most_on_their_way;
            if (on_their_way_ >= most || (on_their_way_ > 0 && next.id - 1 <= narrow_until_)) return;
            if (on_their_way_ == 0) deadline_ = steady_clock::now() + patience_;
            out_ += next.line;
            next.at = stage::sent;
            ++on_their_way_;
        }
        ++first_unsent_;
    }
}

// Moves bytes once, and reads what has come.
outcome<void> subject::advance() {
    if (failures_in_a_row_ >= given_up_after) {
        refuse_all();
        return {};
    }
    if (!child_) {
        auto started = process::start(command_);
        if (!started) return fail(std::move(started).error());
        child_ = std::move(*started);
    }
    send_more();
    const auto left = std::chrono::duration_cast<milliseconds>(deadline_ - steady_clock::now());
    const auto moved = child_->exchange(out_, in_, std::clamp(left, milliseconds(0), milliseconds(1000)));
    out_.erase(0, moved.written);
    return hear(moved);
}

outcome<void> subject::hear(const process::moved& moved) {
    if (moved.read) {
        deadline_ = steady_clock::now() + patience_;
        if (!cut_lines()) return trouble(reply::kind::rubbish, {});
        if (on_their_way_ == 0) return {};
    }
    if (moved.over) return trouble(reply::kind::crashed, {});
    if (steady_clock::now() < deadline_) return {};
    if (moved.deaf) return trouble(reply::kind::stopped_reading, "closed its standard input and goes on");
    return silence();
}

outcome<void> subject::silence() {
    const auto waited = in_seconds(patience_);
    if (!out_.empty() || child_->has_unread_input())
        return trouble(reply::kind::stopped_reading, "did not read on for " + waited);
    return trouble(reply::kind::hung, "gave no answer for " + waited);
}

// False where a line was no answer: `suspected_` then says what it was.
bool subject::cut_lines() {
    std::size_t begin = 0;
    for (auto end = in_.find('\n'); end != std::string::npos; end = in_.find('\n', begin)) {
        const auto text = std::string_view(in_).substr(begin, end - begin);
        begin = end + 1;
        if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        if (!accept(text)) return false;
    }
    in_.erase(0, begin);
    if (in_.size() < longest_line) return true;
    suspected_ = "wrote a line of more than " + std::to_string(longest_line) + " bytes";
    return false;
}

bool subject::accept(std::string_view text) {
    const auto read = reader_.read(text);
    if (!read) {
        auto* alone = only_one();
        const bool beyond_us = read.error().code == "too_deep" || read.error().code == "limit_exceeded";
        if (alone != nullptr && beyond_us) {
            finish(*alone, {reply::kind::answer, std::string(text)});
            return true;
        }
        suspected_ = "wrote what is no answer (" + read.error().message + "): " + shown(text);
        return false;
    }
    auto* asked = find(reader_.id());
    if (asked == nullptr && reader_.id() == "null" && reader_.find("error")) asked = only_one();
    if (asked == nullptr) {
        suspected_ = "answered with an id that was not asked: " + shown(text);
        return false;
    }
    finish(*asked, {reply::kind::answer, std::string(text)});
    return true;
}

subject::question* subject::find(std::string_view id) {
    std::uint64_t number = 0;
    const auto [end, wrong] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (wrong != std::errc() || end != id.data() + id.size() || questions_.empty()) return nullptr;
    const auto first = questions_.front().id;
    if (number < first || number - first >= questions_.size()) return nullptr;
    auto& q = questions_[number - first];
    return q.at == stage::sent ? &q : nullptr;
}

subject::question* subject::only_one() {
    if (on_their_way_ != 1) return nullptr;
    const auto found = std::find_if(questions_.begin(), questions_.end(),
                                    [](const question& q) { return q.at == stage::sent; });
    return &*found;
}

void subject::finish(question& which, reply got) {
    const bool answered = got.what == reply::kind::answer;
    which.at = stage::done;
    which.got = std::move(got);
    which.line.clear();
    --on_their_way_;
    failures_in_a_row_ = answered ? 0 : failures_in_a_row_ + 1;
    has_answered_ = has_answered_ || answered;
    if (which.id != narrow_until_) return;
    narrow_until_ = 0;
    if (!suspected_.empty()) passing_.push_back(std::exchange(suspected_, {}));
}

// Ends the subject. With one question on its way that one is to blame; with several, they are asked again.
outcome<void> subject::trouble(reply::kind what, std::string story) {
    if (what == reply::kind::rubbish) {
        story = std::exchange(suspected_, {});
        if (story.rfind("answered with", 0) == 0) what = reply::kind::wrong_id;
    }
    const auto end = child_->stop(milliseconds(what == reply::kind::crashed ? 2000 : 0));
    if (what == reply::kind::crashed) {
        story = end.words.empty() ? "closed its standard output" : end.words;
        if (const auto words = child_->last_words(); !words.empty()) story += ": " + words;
        if (!has_answered_ && (end.status == not_found || end.status == not_executable))
            return fail(usage_error("cannot run " + in_quotes(command_) + ": it " + story));
    }
    child_.reset();
    out_.clear();
    in_.clear();
    ++restarts_;
    if (auto* guilty = only_one(); guilty != nullptr) {
        suspected_.clear();
        finish(*guilty, {what, std::move(story)});
        return {};
    }
    suspected_ = std::string(to_string(what)) + ": " + story;
    for (auto& q : questions_) {
        if (q.at != stage::sent) continue;
        q.at = stage::unsent;
        narrow_until_ = std::max(narrow_until_, q.id);
    }
    on_their_way_ = 0;
    first_unsent_ = 0;
    return {};
}

void subject::refuse_all() {
    for (auto& q : questions_) {
        if (q.at == stage::done) continue;
        q.at = stage::done;
        q.got = {reply::kind::not_asked,
                 "was not asked: the " + std::to_string(given_up_after) + " before it had no answer"};
    }
    first_unsent_ = questions_.size();
    on_their_way_ = 0;
}

}  // namespace emend::cli
