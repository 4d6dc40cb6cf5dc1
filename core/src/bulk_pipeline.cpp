// Exports bulk::pipeline.

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "emend/bulk.hpp"

namespace emend::bulk {
namespace {

struct job {
    block lines{};
    std::string answers{};
    std::string failures{};
    counts count{};
    std::exception_ptr thrown{};
    bool done = false;
};

// Blocks that the threads fetch themselves.
struct supply {
    const source& next;
    std::exception_ptr thrown{};
    bool fetching = false;  // one thread is at it
    bool ended = false;
};

void answer(const worker& one, const options& how, job& j) {
    for (const auto& each : j.lines.lines) {
        const auto begin = j.answers.size();
        const bool fine = one(each, j.answers);
        ++j.count.lines;
        j.count.last = each.number;
        j.count.bytes_in += each.text.size();
        if (fine) continue;
        ++j.count.failed;
        if (how.copy_failures) j.failures.append(j.answers, begin);
        if (how.stop_at_failure) return;
    }
}

// Memory for the next job, unless a long line has made it large.
void reuse(job& j) {
    constexpr std::size_t much = std::size_t{8} << 20U;
    job fresh;
    if (j.answers.capacity() <= much) fresh.answers.swap(j.answers);
    fresh.answers.clear();
    std::swap(j, fresh);
}

}  // namespace

struct pipeline::state {
    options how;
    sink out;
    worker own{};
    job only{};  // of the caller's thread, where it does all
    counts total{};

    std::mutex lock{};
    std::condition_variable begun{};     // a job or a supply waits for a worker, or no more will come
    std::condition_variable answered{};  // a job is done, or no more will come
    std::condition_variable written{};   // a job left
    std::condition_variable fetched{};   // the supply has ended
    std::deque<std::unique_ptr<job>> jobs{};
    std::vector<std::unique_ptr<job>> spare{};
    std::size_t bytes = 0;    // in the jobs
    std::size_t started = 0;  // of the jobs, how many have a worker
    supply* open = nullptr;   // what there is to fetch from
    bool closed = false;
    bool over = false;  // nothing more is wanted
    std::exception_ptr thrown{};
    std::vector<std::thread> threads{};

    bool deliver(const job& j) {
        total.lines += j.count.lines;
        total.failed += j.count.failed;
        total.bytes_in += j.count.bytes_in;
        total.bytes_out += j.answers.size();
        if (j.count.lines != 0) total.last = j.count.last;
        const bool wanted = out({j.answers, j.failures, total});
        return wanted && !(how.stop_at_failure && j.count.failed != 0);
    }

    bool take_alone(block lines) {
        if (over) return false;
        only.lines = std::move(lines);
        answer(own, how, only);
        over = !deliver(only);
        reuse(only);
        return !over;
    }

    bool has_room(std::size_t more) const {
        return jobs.empty() || (jobs.size() < 2 * how.threads + 1 && bytes + more <= how.in_flight);
    }

    // False: nothing more is wanted.
    bool queue(std::unique_lock<std::mutex>& guard, block lines) {
        const auto more = lines.bytes.size();
        written.wait(guard, [&] { return has_room(more) || over; });
        if (over) return false;
        if (spare.empty()) spare.push_back(std::make_unique<job>());
        auto fresh = std::move(spare.back());
        spare.pop_back();
        fresh->lines = std::move(lines);
        jobs.push_back(std::move(fresh));
        bytes += more;
        return true;
    }

    bool take(block lines) {
        std::unique_lock guard(lock);
        const bool wanted = queue(guard, std::move(lines));
        begun.notify_one();
        return wanted;
    }

    bool take_all(const source& next) {
        supply all{next};
        std::unique_lock guard(lock);
        open = &all;
        begun.notify_all();
        fetched.wait(guard, [&] { return all.ended; });
        open = nullptr;
        if (all.thrown) std::rethrow_exception(all.thrown);
        return !over;
    }

    // Queues the next block of the supply; the lock is free while it is read.
    void fetch(std::unique_lock<std::mutex>& guard) {
        auto& from = *open;
        from.fetching = true;
        std::optional<block> got;
        guard.unlock();
        try {
            got = from.next();
        } catch (...) {
            from.thrown = std::current_exception();
        }
        guard.lock();
        from.ended = !got || (!got->lines.empty() && !queue(guard, std::move(*got)));
        from.fetching = false;
        if (from.ended) fetched.notify_one();
        begun.notify_one();
    }

    bool may_fetch() const { return open != nullptr && !open->fetching && !open->ended; }

    void work(const worker& one) {
        std::unique_lock guard(lock);
        for (;;) {
            begun.wait(guard, [&] { return started < jobs.size() || may_fetch() || closed; });
            if (started == jobs.size() && may_fetch()) fetch(guard);
            if (started == jobs.size()) {
                if (closed) return;
                continue;
            }
            auto& mine = *jobs[started++];
            const bool wanted = !over;
            guard.unlock();
            try {
                if (wanted) answer(one, how, mine);
            } catch (...) {
                mine.thrown = std::current_exception();
            }
            guard.lock();
            mine.done = true;
            answered.notify_one();
        }
    }

    // Outside the lock; what goes wrong ends the stream.
    bool deliver_or_keep(job& j) {
        try {
            if (!j.thrown) return deliver(j);
        } catch (...) {
            j.thrown = std::current_exception();
        }
        return false;
    }

    // When nothing more is wanted, the jobs still leave, unwritten.
    void write() {
        std::unique_lock guard(lock);
        for (;;) {
            answered.wait(guard, [&] { return jobs.empty() ? closed : jobs.front()->done; });
            if (jobs.empty()) return;
            auto first = std::move(jobs.front());
            jobs.pop_front();
            --started;
            if (!over) {
                guard.unlock();
                const bool wanted = deliver_or_keep(*first);
                guard.lock();
                over = !wanted;
                thrown = first->thrown;
            }
            bytes -= first->lines.bytes.size();
            reuse(*first);
            spare.push_back(std::move(first));
            written.notify_one();
        }
    }

    // What starting them throws leaves none behind: a thread that nobody joins would end the program.
    void start(const std::function<worker()>& make_worker) {
        spare.reserve(2 * how.threads + 2);  // all jobs there can be: the threads need no memory for them
        try {
            for (std::size_t i = 0; i < how.threads; ++i)
                threads.emplace_back([this, one = make_worker()] { work(one); });
            threads.emplace_back([this] { write(); });
        } catch (...) {
            join();
            throw;
        }
    }

    void join() {
        {
            const std::lock_guard guard(lock);
            closed = true;
        }
        begun.notify_all();
        answered.notify_all();
        for (auto& each : threads) each.join();
        threads.clear();
    }
};

pipeline::pipeline(const options& how, const std::function<worker()>& make_worker, sink out)
    : state_(std::make_unique<state>()) {
    auto& s = *state_;
    s.how = how;
    s.out = std::move(out);
    if (how.threads <= 1)
        s.own = make_worker();
    else
        s.start(make_worker);
}

pipeline::~pipeline() { state_->join(); }

bool pipeline::take(block lines) {
    if (lines.lines.empty()) return true;
    return state_->threads.empty() ? state_->take_alone(std::move(lines)) : state_->take(std::move(lines));
}

bool pipeline::take_all(const source& next) {
    if (!state_->threads.empty()) return state_->take_all(next);
    while (auto lines = next())
        if (!take(std::move(*lines))) return false;
    return !state_->over;
}

bool pipeline::finish() {
    state_->join();
    if (state_->thrown) std::rethrow_exception(std::exchange(state_->thrown, nullptr));
    return !state_->over;
}

const counts& pipeline::total() const { return state_->total; }

}  // namespace emend::bulk
