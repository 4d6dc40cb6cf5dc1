#include "text_overlay_view.hpp"

#include <algorithm>
#include <vector>

#include "equal_view.hpp"

namespace emend::detail {
namespace {

bool is_source(piece p) { return p.where != origin::overlay; }

std::string_view bytes_of(const overlay& source, piece p) { return source.view(p).source(p.id); }

// Adds what is in a piece and takes off what is not, of its container's bytes.
class scale {
public:
    explicit scale(const overlay& source) : source_(source), pending_(source.memory()) {}

    std::size_t weigh(piece p) {
        put(p);
        while (!pending_.empty()) {
            const auto next = pending_.back();
            pending_.pop_back();
            inside(source_.at(next));
        }
        return sum_ > 0 ? static_cast<std::size_t>(sum_) : 0;
    }

private:
    void put(piece p) {
        if (p.where == origin::gone) return;
        sum_ += size(source_.source(p));
        if (!is_source(p)) pending_.push_back(p);
    }

    void inside(const touched& t) {
        if (t.elements != nullptr) return elements(t);
        for (const auto& e : t.changes.entries()) {
            sum_ -= size({e.node, t.from.where});
            // A copy has to remember what is not in it: else emptied containers could be copied for nothing.
            if (e.value.where == origin::gone) sum_ += 2 * std::int64_t{sizeof e};
            put(e.value);
        }
        for (const auto& m : t.added) {
            if (m.value.where != origin::gone) sum_ += static_cast<std::int64_t>(m.name.size()) + 4;
            put(m.value);
        }
    }

    void elements(const touched& t) {
        sum_ -= size(t.from);
        const auto& view = source_.view(t.from);
        t.elements->each(
            [&](std::uint32_t first, std::uint32_t last) {
                sum_ += std::int64_t{view.at(last).end} - view.at(first).begin + 1;
            },
            [&](piece p, std::size_t) { put(p); });
        for (const auto& e : t.changes.entries()) put(e.value);
    }

    [[nodiscard]] std::int64_t size(piece p) const {
        return static_cast<std::int64_t>(bytes_of(source_, p).size());
    }

    const overlay& source_;
    std::int64_t sum_ = 0;
    std::pmr::vector<piece> pending_;
};

}  // namespace

bool same_value(const overlay& source, piece x, piece y) {
    if (is_source(x) && is_source(y)) {
        if (bytes_of(source, x) == bytes_of(source, y)) return true;
        return equality<text_view>(source.view(x), source.view(y))(x.id, y.id);
    }
    const overlay_view view(source);
    return equality<overlay_view>(view, view)(x, y);
}

std::size_t weight(const overlay& source, piece p) { return scale(source).weigh(p); }

std::string preview(const overlay& source, piece p) {
    const overlay_view view(source);
    const auto k = view.kind_of(p);
    if (is_container(k)) {
        std::size_t count = 0;
        for (auto at = view.children(p); !at.done(); at.advance()) ++count;
        if (count == 0) return k == kind::array ? "[]" : "{}";
        if (k == kind::array) return "an array of " + std::to_string(count);
        return "an object of " + std::to_string(count) + (count == 1 ? " member" : " members");
    }
    constexpr std::size_t longest = 60;
    const auto text = bytes_of(source, p);
    if (text.size() <= longest) return std::string(text);
    auto cut = longest;
    while ((static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;  // whole code points
    return std::string(text.substr(0, cut)) + "…";
}

}  // namespace emend::detail
