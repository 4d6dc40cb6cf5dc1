#include "batch.hpp"

#include <utility>

#include "files.hpp"

namespace emend::cli {

failure overlong_line(std::size_t longest) {
    failure f{bad_input, "limit_exceeded", "the line is longer than " + std::to_string(longest) + " bytes"};
    f.expected = "at most " + std::to_string(longest) + " bytes";
    return f;
}

batch::batch(const service& what, const settings& how, std::size_t threads, answer_sink out)
    : what_(what), how_(how), out_(out), most_(threads > 1 ? 2 * threads + 1 : 0) {
    if (threads <= 1) return;
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
    threads_.emplace_back([this] { write(); });
}

batch::~batch() {
    if (!threads_.empty()) static_cast<void>(finish());
}

void batch::answer(line& request, job& j) const {
    for (const auto& each : j.block.lines) {
        auto read =
            each.overlong ? outcome<void>(fail(overlong_line(largest_text))) : request.read(each.text);
        auto payload =
            read ? what_.answer(request, how_) : outcome<std::string>(fail(std::move(read).error()));
        const auto id = each.overlong ? "null" : request.id();
        if (payload) {
            append_answer(j.answers, id, *payload);
        } else {
            append_failure(j.answers, id, payload.error(), each.number);
            ++j.failed;
        }
    }
}

outcome<void> batch::deliver(const job& j) {
    counts_.lines += j.block.lines.size();
    counts_.failed += j.failed;
    return out_(j.answers);
}

outcome<void> batch::take(line_block block) {
    auto fresh = std::make_unique<job>();
    fresh->block = std::move(block);
    if (threads_.empty() && state_) {
        answer(own_, *fresh);
        state_ = deliver(*fresh);
    }
    if (threads_.empty()) return state_;
    std::unique_lock guard(lock_);
    written_.wait(guard, [&] { return jobs_.size() < most_ || !state_; });
    if (!state_) return state_;
    jobs_.push_back(std::move(fresh));
    begun_.notify_one();
    return {};
}

outcome<void> batch::finish() {
    {
        const std::lock_guard guard(lock_);
        closed_ = true;
    }
    begun_.notify_all();
    answered_.notify_all();
    for (auto& each : threads_) each.join();
    threads_.clear();
    return state_;
}

void batch::work() {
    line request;
    std::unique_lock guard(lock_);
    for (;;) {
        begun_.wait(guard, [&] { return started_ < jobs_.size() || closed_; });
        if (started_ == jobs_.size()) return;
        auto& mine = *jobs_[started_++];
        guard.unlock();
        answer(request, mine);
        guard.lock();
        mine.done = true;
        answered_.notify_one();
    }
}

// After a failure the jobs still leave, unwritten.
void batch::write() {
    std::unique_lock guard(lock_);
    for (;;) {
        answered_.wait(guard, [&] { return jobs_.empty() ? closed_ : jobs_.front()->done; });
        if (jobs_.empty()) return;
        const auto first = std::move(jobs_.front());
        jobs_.pop_front();
        --started_;
        if (state_) {
            guard.unlock();
            auto delivered = deliver(*first);
            guard.lock();
            if (!delivered) state_ = std::move(delivered);
        }
        written_.notify_one();
    }
}

}  // namespace emend::cli
