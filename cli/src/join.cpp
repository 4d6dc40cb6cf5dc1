// Exports is_sorted(), join_sorted().

#include "join.hpp"

#include <string>
#include <utility>

#include "interrupt.hpp"

namespace emend::cli {
namespace {

// A sorted snapshot whose second records of a key have become faults.
class side {
public:
    explicit side(record_reader& from) : from_(from) {}

    outcome<void> advance() {
        auto more = from_.next();
        if (!more) return fail(std::move(more).error());
        over_ = !*more;
        const auto& now = from_.now();
        is_second_ = !over_ && !now.is_fault && now.order == key_ && first_ != 0;
        if (is_second_) {
            second_ = second_text(now.id, from_.name(), now.line, first_);
        } else if (!over_ && !now.is_fault) {
            key_ = now.order;
            first_ = now.line;
        }
        return {};
    }

    [[nodiscard]] bool over() const { return over_; }
    [[nodiscard]] bool is_fault() const { return is_second_ || from_.now().is_fault; }
    [[nodiscard]] const record& now() const { return from_.now(); }
    [[nodiscard]] std::string_view text() const { return is_second_ ? second_ : from_.now().text; }

private:
    record_reader& from_;
    bool over_ = false;
    bool is_second_ = false;
    std::string key_{};
    std::size_t first_ = 0;  // the line of that key, 0: none yet
    std::string second_{};
};

}  // namespace

outcome<bool> is_sorted(record_reader& records) {
    std::string last;
    for (;;) {
        const auto more = records.next();
        if (!more || !*more) return more ? outcome<bool>(true) : more;
        const auto& now = records.now();
        if (now.order < last) return false;
        if (!now.is_fault) last = now.order;
    }
}

outcome<bool> join_sorted(record_reader& before, record_reader& after, bulk_items& out) {
    side b(before);
    side a(after);
    if (auto moved = b.advance(); !moved) return fail(std::move(moved).error());
    if (auto moved = a.advance(); !moved) return fail(std::move(moved).error());
    while (!b.over() || !a.over()) {
        if (interrupts::signal() != 0) return false;  // what seems to be the end need not be one
        const int order = b.over() ? 1 : a.over() ? -1 : b.now().order.compare(a.now().order);
        const bool is_pair = order == 0 && !b.is_fault() && !a.is_fault();
        bool wanted = true;
        if (is_pair) {
            wanted = out.pair(b.now().id, b.text(), a.text());
        } else if (order <= 0) {
            wanted = b.is_fault() ? out.fault(b.text()) : out.removed(b.now().id);
        } else {
            wanted = a.is_fault() ? out.fault(a.text()) : out.added(a.now().id, a.text());
        }
        if (!wanted) return false;
        if (order <= 0) {
            if (auto moved = b.advance(); !moved) return fail(std::move(moved).error());
        }
        if (order > 0 || is_pair) {
            if (auto moved = a.advance(); !moved) return fail(std::move(moved).error());
        }
    }
    return interrupts::signal() == 0;
}

}  // namespace emend::cli
