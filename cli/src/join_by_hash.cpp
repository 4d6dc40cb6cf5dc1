// Exports join_by_hash(). Records are dealt out to parts by their keys' hashes; a part that is too large is
// dealt out again. Each part is joined in memory, and what comes of it lies in the order of its records, so
// that the parts' results can be merged into the order of the input.

#include <algorithm>
#include <array>
#include <deque>
#include <memory>
#include <unordered_map>
#include <utility>

#include "interrupt.hpp"
#include "join.hpp"
#include "spill.hpp"

namespace emend::cli {
namespace {

using kind = stored::kind;

constexpr unsigned bits = 6;  // of the hash, for each dealing out
constexpr unsigned last_level = 9;

struct part {
    spill::run* before;
    spill::run* after;
    unsigned level;
};

// A record of BEFORE, and what was found for it.
struct entry {
    std::uint64_t line = 0;
    kind what = kind::removed;
    std::string order{};
    std::string id{};
    std::string before{};
    std::string after{};
    std::uint64_t after_line = 0;
};

stored view_of(const entry& e) { return {e.line, e.what, e.order, e.id, e.before, e.after}; }

// The results of all parts as one sequence, in the order of their lines.
class merged {
    auto later() const {
        return [this](std::size_t a, std::size_t b) { return all_[a].now().line > all_[b].now().line; };
    }

public:
    void add(spill::reader from) { all_.push_back(std::move(from)); }

    outcome<void> begin() {
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (auto moved = take(i); !moved) return moved;
        return {};
    }
    [[nodiscard]] bool over() const { return heap_.empty(); }
    [[nodiscard]] const stored& now() const { return all_[heap_.front()].now(); }

    outcome<void> advance() {
        std::pop_heap(heap_.begin(), heap_.end(), later());
        const auto first = heap_.back();
        heap_.pop_back();
        return take(first);
    }

private:
    outcome<void> take(std::size_t which) {
        const auto more = all_[which].next();
        if (!more) return fail(more.error());
        if (*more) {
            heap_.push_back(which);
            std::push_heap(heap_.begin(), heap_.end(), later());
        }
        return {};
    }

    std::deque<spill::reader> all_{};
    std::vector<std::size_t> heap_{};
};

class hash_join {
public:
    hash_join(record_reader& before, record_reader& after, std::size_t memory, bulk_items& out,
              progress& meter)
        : before_(before), after_(after), memory_(memory / 2), spill_(memory / 2), out_(out), meter_(meter) {}

    outcome<bool> run() {
        std::vector<part> left;
        if (auto done = deal_out(left); !done) return fail(std::move(done).error());
        while (!left.empty()) {
            if (interrupts::signal() != 0) return false;
            const auto one = left.back();
            left.pop_back();
            const bool fits = one.before->bytes + one.after->bytes <= memory_ || one.level == last_level;
            auto done = fits ? join(one) : deal_out_again(one, left);
            if (!done) return fail(std::move(done).error());
        }
        return interrupts::signal() == 0 ? give() : outcome<bool>(false);
    }

private:
    std::array<part, 1U << bits> fresh_parts(unsigned level) {
        std::array<part, 1U << bits> parts{};
        for (auto& each : parts) each = {&spill_.fresh(), &spill_.fresh(), level};
        return parts;
    }

    static std::size_t place(std::string_view order, unsigned level) {
        return (std::hash<std::string_view>()(order) >> (bits * level)) & ((1U << bits) - 1);
    }

    static void keep_used(const std::array<part, 1U << bits>& parts, std::vector<part>& left) {
        for (const auto& each : parts)
            if (each.before->bytes + each.after->bytes != 0) left.push_back(each);
    }

    outcome<bool> deal_out_side(record_reader& from, const std::array<part, 1U << bits>& parts,
                                spill::run* part::*side) {
        bool sorted = true;
        std::string last;
        for (;;) {
            const auto more = from.next();
            if (!more) return more;
            if (!*more) return sorted;
            const auto& now = from.now();
            sorted = sorted && !(now.order < last);
            if (!now.is_fault) last = now.order;
            const stored one{now.line, now.is_fault ? kind::fault : kind::record, now.order, now.id, now.text,
                             {}};
            auto& to = *(parts[place(now.order, 0)].*side);
            if (auto added = spill_.add(to, one); !added) return fail(std::move(added).error());
        }
    }

    outcome<void> deal_out(std::vector<part>& left) {
        const auto parts = fresh_parts(0);
        const auto before = deal_out_side(before_, parts, &part::before);
        if (!before) return fail(before.error());
        const auto after = deal_out_side(after_, parts, &part::after);
        if (!after) return fail(after.error());
        in_order_of_keys_ = *before && *after;
        keep_used(parts, left);
        return {};
    }

    outcome<void> deal_out_again(const part& large, std::vector<part>& left) {
        const auto parts = fresh_parts(large.level + 1);
        for (const auto side : {&part::before, &part::after}) {
            spill::reader records(spill_, *(large.*side), chunk);
            for (;;) {
                const auto more = records.next();
                if (!more) return fail(more.error());
                if (!*more) break;
                auto& to = *(parts[place(records.now().order, large.level + 1)].*side);
                if (auto added = spill_.add(to, records.now()); !added) return added;
            }
        }
        keep_used(parts, left);
        return {};
    }

    using table = std::unordered_map<std::string_view, entry*>;

    outcome<void> read_before(const part& one, std::deque<entry>& entries, table& by_key) {
        spill::reader records(spill_, *one.before, chunk);
        for (;;) {
            const auto more = records.next();
            if (!more) return fail(more.error());
            if (!*more) return {};
            const auto& now = records.now();
            auto& e = entries.emplace_back();
            e.line = now.line;
            e.order = now.order;
            e.id = now.id;
            const auto [found, is_new] =
                now.what == kind::fault ? std::pair{by_key.end(), false} : by_key.try_emplace(e.order, &e);
            if (is_new) {
                e.before = now.before;
                continue;
            }
            e.what = kind::fault;
            e.before = now.what == kind::fault
                           ? std::string(now.before)
                           : second_text(now.id, before_.name(), now.line, found->second->line);
        }
    }

    // Records that no record of BEFORE waits for are told at once.
    outcome<void> read_after(const part& one, const table& by_key, spill::run& told) {
        spill::reader records(spill_, *one.after, chunk);
        std::unordered_map<std::string, std::uint64_t> added;
        for (;;) {
            const auto more = records.next();
            if (!more) return fail(more.error());
            if (!*more) return {};
            auto now = records.now();
            std::string second;
            if (now.what != kind::fault) {
                const auto found = by_key.find(now.order);
                auto& first =
                    found != by_key.end() ? found->second->after_line : added[std::string(now.order)];
                if (first == 0 && found != by_key.end()) {
                    found->second->after = now.before;
                    found->second->what = kind::pair;
                }
                if (first != 0) second = second_text(now.id, after_.name(), now.line, first);
                const bool is_pair = first == 0 && found != by_key.end();
                if (first == 0) first = now.line;
                if (is_pair) continue;
                now.what = second.empty() ? kind::added : kind::fault;
                if (!second.empty()) now.before = second;
            }
            if (auto kept = keep(told, now); !kept) return kept;
        }
    }

    static std::size_t bytes_of(const stored& one) {
        return one.id.size() + one.before.size() + one.after.size();
    }

    outcome<void> keep(spill::run& results, const stored& one) {
        bytes_kept_ += bytes_of(one);
        return spill_.add(results, one);
    }

    outcome<void> join(const part& one) {
        std::deque<entry> entries;
        table by_key;
        if (auto read = read_before(one, entries, by_key); !read) return read;
        auto& of_before = spill_.fresh();
        auto& of_after = spill_.fresh();
        results_.push_back({&of_before, &of_after, one.level});
        if (auto read = read_after(one, by_key, of_after); !read) return read;
        for (; !entries.empty(); entries.pop_front()) {
            auto& each = entries.front();
            if (each.what == kind::removed) each.before.clear();
            if (auto kept = keep(of_before, view_of(each)); !kept) return kept;
        }
        return {};
    }

    bool give(const stored& one) {
        switch (one.what) {
            case kind::pair:
                return out_.pair(one.id, one.before, one.after);
            case kind::removed:
                return out_.removed(one.id);
            case kind::added:
                return out_.added(one.id, one.before);
            default:
                return out_.fault(one.before);
        }
    }

    outcome<bool> give() {
        meter_.begin(bytes_kept_);
        const auto share = std::max<std::size_t>(memory_ / (2 * results_.size() + 1), 4096);
        merged before;
        merged after;
        for (const auto& each : results_) {
            before.add(spill::reader(spill_, *each.before, std::min(share, chunk)));
            after.add(spill::reader(spill_, *each.after, std::min(share, chunk)));
        }
        for (auto* const each : {&before, &after})
            if (auto begun = each->begin(); !begun) return fail(std::move(begun).error());
        while (!before.over() || !after.over()) {
            const bool is_before =
                after.over() ||
                (!before.over() && (!in_order_of_keys_ || before.now().order <= after.now().order));
            auto& from = is_before ? before : after;
            if (interrupts::signal() != 0 || !give(from.now())) return false;
            meter_.bytes_read += bytes_of(from.now());
            if (auto moved = from.advance(); !moved) return fail(std::move(moved).error());
        }
        return true;
    }

    static constexpr std::size_t chunk = std::size_t{256} << 10U;

    record_reader& before_;
    record_reader& after_;
    std::size_t memory_;
    spill spill_;
    bulk_items& out_;
    progress& meter_;
    std::size_t bytes_kept_ = 0;  // of results
    bool in_order_of_keys_ = false;
    std::vector<part> results_{};
};

}  // namespace

outcome<bool> join_by_hash(record_reader& before, record_reader& after, std::size_t memory, bulk_items& out,
                           progress& meter) {
    return hash_join(before, after, memory, out, meter).run();
}

}  // namespace emend::cli
