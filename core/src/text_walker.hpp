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
          from_(static_cast<std::uint32_t>(from)),
          depth_limit_(depth_limit),
          memory_(memory),
          nodes_(memory.nodes.data()),
          to_(nodes_ + s.count),
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
            if (!child()) return false;
        }
        out = {count(),   depth(), static_cast<std::size_t>(deepest_ - bottom_), closer_, names_,
               repeated_, behind_};
        return true;
    }

private:
    [[nodiscard, gnu::always_inline]] std::uint32_t place(std::size_t ahead) const {
        return from_ + at_[ahead];
    }
    [[nodiscard, gnu::always_inline]] std::uint32_t count() const {
        return static_cast<std::uint32_t>(to_ - nodes_);
    }
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

    [[gnu::always_inline]] bool child() {
        auto key = text::node::none;
        if (closer_ == '}') {
            key = place(0);
            if (text_[key] != '"' || text_[place(1)] != ':') return false;
            names_.take(text_ + key + 1, size_ - key - 1);
            at_ += 2;
        }
        const auto begin = place(0);
        const char c = text_[begin];
        if (c == '{' || c == '[') {
            if (repeated_.nodes != 0 && top_ == bottom_ + 1 && repeat(key, begin))
                return behind_ != 0 || behind_child();
            if (!open(key, begin, c)) return false;
            // An empty container closes at once; else its first child comes next.
            return text_[place(0)] != closer_ || behind_child();
        }
        // A scalar ends before the structural behind it. It stands in a container: the root is one, and where
        // that closes nothing may follow.
        const auto behind = place(1);
        const auto end = behind_scalar(behind);
        if (c != '"' && !plain(c, begin, end)) return false;
        *to_ = {key, begin, end, count() + 1};
        ++to_;
        if (text_[behind] == ',') {
            at_ += 2;
            return true;
        }
        ++at_;
        return behind_child();
    }

    [[nodiscard, gnu::always_inline]] std::uint32_t behind_scalar(std::uint32_t end) const {
        if (!is_space_byte(text_[end - 1])) [[likely]]
            return end;
        while (end > 8 && std::memcmp(text_ + end - 8, "        ", 8) == 0) end -= 8;  // indentation
        while (is_space_byte(text_[end - 1])) --end;
        return end;
    }

    [[nodiscard, gnu::always_inline]] bool plain(char c, std::uint32_t begin, std::uint32_t end) const {
        if (c == '-' || is_digit(c)) return is_number(text_ + begin, text_ + end, size_ - begin);
        return is_literal(text_ + begin, text_ + end);
    }

    // Brackets that close, then a comma.
    [[gnu::always_inline]] bool behind_child() {
        while (at_ != last_) {
            const auto where = place(0);
            ++at_;
            if (text_[where] == ',') return true;
            if (text_[where] != closer_ || !close(where)) return false;
            if (top_ == bottom_) return at_ == last_;
        }
        return false;
    }

    [[gnu::always_inline]] bool open(std::uint32_t key, std::uint32_t begin, char bracket) {
        if (top_ == room_) [[unlikely]] {
            if (depth() >= depth_limit_) return false;
            set_frames(depth(), depth());
        }
        top_->node = count();
        top_->closer = closer_;
        top_->names = names_;
        if (++top_ > deepest_) deepest_ = top_;
        *to_ = {key, begin, 0, 0};
        ++to_;
        ++at_;
        closer_ = bracket == '{' ? '}' : ']';
        if (bracket == '{' && text_[place(0)] == '"' && text_[place(1)] == ':') {
            names_ = memory_.names.begin(place(0), place(2), depth());
        }
        return true;
    }

    [[gnu::always_inline]] bool close(std::uint32_t where) {
        --top_;
        auto& closed = nodes_[top_->node];
        closed.end = where + 1;
        closed.next = count();
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
        if (memory_.nodes.capacity() - count() < repeated_.nodes) return false;
        const bool repeats = repeat_nodes(memory_, {text_, size_}, {nodes_ + repeated_.node, repeated_.nodes},
                                          to_, key, begin);
        if (!repeats) {
            repeated_ = {0, 0, repeated_.misses + 1};
            return false;
        }
        if (memory_.repeated.begin == 0) memory_.repeated = {begin, size_};
        const auto end = to_->end;
        to_ += repeated_.nodes;
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
    std::uint32_t from_;
    std::size_t depth_limit_;
    index_memory& memory_;
    text::node* nodes_;
    text::node* to_;
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
