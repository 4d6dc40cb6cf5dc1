// Exports walker: makes nodes of the structurals that a scan has found, for the fast reader.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "text_memory.hpp"
#include "text_respelled.hpp"
#include "text_scalar.hpp"

namespace emend::detail {

// Takes a window's structurals: child after child, with what closes behind it. The last one is
// a comma, or the bracket that closes the root: there is always one behind a scalar. Lives in
// registers: everything is inlined and nothing else knows its address.
class walker {
public:
    // A child of the root: its place and number of nodes; and how many were not like the one before.
    struct sibling {
        std::uint32_t node = 0;
        std::uint32_t nodes = 0;
        std::uint32_t misses = 0;
    };

    struct state {
        std::uint32_t count = 0;  ///< nodes so far
        std::size_t depth = 0;
        std::size_t deepest = 0;
        char closer = ']';       ///< what ends the container at hand
        name_check names{};      ///< of the object at hand
        sibling repeated{};      ///< what the next child of the root may repeat
        std::size_t behind = 0;  ///< behind a child that goes on past the window, if one does
    };

    walker(std::string_view text, std::size_t from, std::size_t depth_limit, index_memory& memory,
           const state& s)
        : text_(text.data()),
          size_(text.size()),
          window_(text.data() + from),
          from_(static_cast<std::uint32_t>(from)),
          easy_(static_cast<std::uint32_t>(size_ - from - std::min(size_ - from, known_name::readable))),
          depth_limit_(depth_limit),
          memory_(memory),
          nodes_(memory.nodes.data()),
          to_(nodes_ + s.count),
          count_(s.count),
          repeated_(s.repeated),
          closer_(s.closer),
          names_(s.names) {
        set_frames(s.depth, s.deepest);
    }

    [[gnu::always_inline]] bool walk(const std::uint32_t* at, const std::uint32_t* last, state& out) {
        at_ = at;
        last_ = last;
        if (out.behind != 0 && !behind_child()) return false;
        while (at_ != last_) {
            if (!(closer_ == '}' ? children<true>() : children<false>())) return false;
        }
        out = {count_,    depth(), static_cast<std::size_t>(deepest_ - bottom_), closer_, names_,
               repeated_, behind_};
        return true;
    }

private:
    [[nodiscard, gnu::always_inline]] std::size_t depth() const {
        return static_cast<std::size_t>(top_ - bottom_);
    }

    [[gnu::always_inline]] void set_frames(std::size_t depth, std::size_t deepest) {
        auto& frames = memory_.frames;
        if (depth == frames.size()) frames.resize(depth == 0 ? 64 : depth * 2);
        bottom_ = frames.data();
        top_ = bottom_ + depth;
        deepest_ = bottom_ + deepest;
        room_ = bottom_ + std::min(frames.size(), depth_limit_);
    }

    // Children of the container at hand, up to one that is a container, the last of the window, or the
    // container's end. A scalar ends before the structural behind it. It stands in a container: the root is
    // one, and where that closes nothing may follow.
    template <bool Named>
    [[gnu::always_inline]] bool children() {
        do {
            if constexpr (Named) {
                if (!name()) return false;
                to_->key = from_ + *at_;
                at_ += 2;
            } else {
                to_->key = text::node::none;
            }
            const auto begin = *at_;
            const char c = window_[begin];
            to_->begin = from_ + begin;
            if (c == '{' || c == '[') return container(c);
            const auto behind = at_[1];
            const auto end = behind_scalar(behind);
            if (c != '"' && !plain(c, begin, end)) return false;
            to_->end = from_ + end;
            to_->next = ++count_;
            ++to_;
            at_ += 2;
            if (window_[behind] != ',') {
                --at_;
                return behind_child();
            }
        } while (at_ != last_);
        return true;
    }

    // A name and its colon. The usual one is told by its bytes: what it holds begins behind two structurals.
    [[gnu::always_inline]] bool name() {
        const char* const p = window_ + *at_;
        if (*at_ < easy_ && names_.take_next(p)) [[likely]]
            return true;
        if (*p != '"' || window_[at_[1]] != ':') return false;
        names_.take(p, size_ - from_ - *at_);
        return true;
    }

    [[gnu::always_inline]] bool container(char bracket) {
        if (repeated_.nodes != 0 && top_ == bottom_ + 1 && repeat(to_->key, to_->begin))
            return behind_ != 0 || behind_child();
        if (!open(bracket)) return false;
        // An empty container closes at once; else its first child comes next.
        return window_[*at_] != closer_ || behind_child();
    }

    // What is no white space in front of a structural belongs to the scalar; other control characters do too.
    [[nodiscard, gnu::always_inline]] std::uint32_t behind_scalar(std::uint32_t end) const {
        if (static_cast<unsigned char>(window_[end - 1]) > ' ') [[likely]]
            return end;
        while (end > 8 && std::memcmp(window_ + end - 8, "        ", 8) == 0) end -= 8;  // indentation
        while (is_space_byte(window_[end - 1])) --end;
        return end;
    }

    [[nodiscard, gnu::always_inline]] bool plain(char c, std::uint32_t begin, std::uint32_t end) const {
        const char* const p = window_ + begin;
        if (c == '-' || is_digit(c))
            return is_number(p, window_ + end, begin < easy_ ? known_name::readable : 0);
        return is_literal(p, window_ + end);
    }

    // Brackets that close, then a comma.
    [[gnu::always_inline]] bool behind_child() {
        while (at_ != last_) {
            const auto where = *at_;
            ++at_;
            if (window_[where] == ',') return true;
            if (window_[where] != closer_ || !close(from_ + where)) return false;
            if (top_ == bottom_) return at_ == last_;
        }
        return false;
    }

    [[gnu::always_inline]] bool open(char bracket) {
        if (top_ == room_) [[unlikely]] {
            if (depth() >= depth_limit_) return false;
            set_frames(depth(), depth());
        }
        top_->node = count_;
        top_->closer = closer_;
        top_->names = names_;
        if (++top_ > deepest_) deepest_ = top_;
        ++to_;
        ++count_;
        ++at_;
        closer_ = bracket == '{' ? '}' : ']';
        if (bracket == '{' && window_[at_[0]] == '"' && window_[at_[1]] == ':')
            names_ = memory_.names.begin(from_ + at_[0], from_ + at_[2], depth());
        return true;
    }

    [[gnu::always_inline]] bool close(std::uint32_t where) {
        --top_;
        auto& closed = nodes_[top_->node];
        closed.end = where + 1;
        closed.next = count_;
        if (closer_ == '}' && !names_.passed() && !check_names(memory_, nodes_, top_)) return false;
        closer_ = top_->closer;
        names_ = top_->names;
        if (top_ == bottom_ + 1) offer(closed);
        return true;
    }

    // A child of the root that is complete: the next one may repeat it.
    [[gnu::always_inline]] void offer(const text::node& closed) {
        constexpr std::uint32_t worth = 12;
        constexpr std::uint32_t most_misses = 2;
        const auto node = static_cast<std::uint32_t>(&closed - nodes_);
        const auto nodes = closed.next - node;
        if (nodes >= worth && repeated_.misses < most_misses) repeated_ = {node, nodes, repeated_.misses};
    }

    // Whether the child that begins here is the one before but for some scalars; then its nodes are made
    // of the other's. It need not end in this window: what is equal was scanned there.
    [[gnu::always_inline]] bool repeat(std::uint32_t key, std::uint32_t begin) {
        if (memory_.nodes.capacity() - count_ < repeated_.nodes) return false;
        const bool repeats = repeat_nodes(memory_, {text_, size_}, {nodes_ + repeated_.node, repeated_.nodes},
                                          to_, key, begin);
        if (!repeats) {
            repeated_ = {0, 0, repeated_.misses + 1};
            return false;
        }
        if (memory_.repeated.begin == 0) memory_.repeated = {begin, size_};
        const auto end = to_->end;
        to_ += repeated_.nodes;
        count_ += repeated_.nodes;
        at_ = std::lower_bound(at_, last_, end - from_);
        if (at_ == last_) behind_ = end;
        return true;
    }

    [[gnu::noinline]] static bool check_names(index_memory& memory, const text::node* nodes,
                                              const open_container* closed) {
        const auto before = memory.names.changes();
        const auto depth = static_cast<std::size_t>(closed - memory.frames.data());
        if (!memory.names.unique(nodes, closed->node, depth + 1, memory.has_escapes)) return false;
        if (memory.names.changes() == before) return true;
        // A shape has made room for another: who goes by it must start over, at the end of the object.
        for (std::size_t i = 0; i <= depth; ++i) memory.frames[i].names = {};
        return true;
    }

    const char* text_;
    std::size_t size_;
    const char* window_;  ///< the bytes that places are counted from
    std::uint32_t from_;
    std::uint32_t easy_;  ///< so many bytes have known_name::readable ones behind them
    std::size_t depth_limit_;
    index_memory& memory_;
    text::node* nodes_;
    text::node* to_;
    std::uint32_t count_;  ///< of nodes
    open_container* bottom_ = nullptr;
    open_container* top_ = nullptr;  ///< behind the innermost container
    open_container* room_ = nullptr;
    open_container* deepest_ = nullptr;
    const std::uint32_t* at_ = nullptr;
    const std::uint32_t* last_ = nullptr;
    sibling repeated_;
    std::size_t behind_ = 0;
    char closer_;
    name_check names_;
};

}  // namespace emend::detail
