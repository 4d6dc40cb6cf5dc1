#include "text_twin.hpp"

#include <algorithm>
#include <cstring>

#include "common_bytes.hpp"
#include "text_reader.hpp"
#include "text_scalar.hpp"

namespace emend::detail {
namespace {

using text::node;

char closer_of(char bracket) { return bracket == '{' ? '}' : ']'; }
bool is_bracket(char c) { return c == '{' || c == '['; }

}  // namespace

// Goes through the containers that differ with the guide's children at hand. Where the two texts run alike
// (`alike_` tells to where, in the guide's bytes) children are taken over by moving
// their offsets; anything else is read, and the guide's next child looked for.
class text_twin::reader {
public:
    reader(text_twin& twin, const text::index& guide, const text::read_options& options)
        : twin_(twin),
          memory_(twin.memory_),
          text_(twin.text_),
          guide_(guide.source()),
          nodes_(guide.nodes().data()),
          options_(options),
          patience_(text_.size() / 4 + 256) {}

    bool run() {
        skip_space();
        const auto first = peek();
        if (!is_bracket(first) || guide_[nodes_[0].begin] != first) return false;
        compare(nodes_[0].begin, at_);
        if (!open(node::none, 0)) return false;
        while (!frames_.empty()) {
            if (!step()) return false;
        }
        skip_space();
        return at_ == text_.size();
    }

    [[nodiscard]] std::size_t closed() const { return closed_; }

private:
    struct frame {
        std::uint32_t node = 0;     ///< of this text
        std::uint32_t guide = 0;    ///< its counterpart
        std::uint32_t next = 0;     ///< the guide's child that most likely comes next
        std::uint32_t strange = 0;  ///< elements read since the last one that was found
        std::size_t closed = 0;     ///< closed_ at the beginning
        char closer = ']';
        bool new_names = false;
    };

    [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skip_space() {
        while (at_ < text_.size() && is_space_byte(text_[at_])) ++at_;
    }
    [[nodiscard]] std::uint32_t offset() const { return static_cast<std::uint32_t>(at_); }

    // From here on the two texts run alike, to where they do not.
    void compare(std::size_t there, std::size_t here) {
        shift_ = static_cast<std::uint32_t>(here - there);
        alike_ = there + common_bytes(guide_.data() + there, text_.data() + here,
                                      std::min(guide_.size() - there, text_.size() - here));
    }

    bool open(std::uint32_t key, std::uint32_t guide) {
        if (memory_.open.size() >= options_.limit.depth) return false;
        const auto made = memory_.nodes.push({key, offset(), 0, 0});
        memory_.open.push_back(made);
        frames_.push_back({made, guide, guide + 1, 0, closed_, closer_of(text_[at_]), false});
        ++at_;
        return true;
    }

    bool close() {
        const auto f = frames_.back();
        frames_.pop_back();
        memory_.open.pop_back();
        ++at_;
        memory_.nodes[f.node].end = offset();
        memory_.nodes[f.node].next = memory_.nodes.size();
        set(twin_.hidden_, f.node, static_cast<std::uint32_t>(closed_ - f.closed));
        return !f.new_names || memory_.names.unique(memory_.nodes.data(), f.node, memory_.open.size() + 1,
                                                    memory_.has_escapes);
    }

    bool step() {
        take_over();
        auto& f = frames_.back();
        if (f.next == nodes_[f.guide].next && nodes_[f.guide].end <= alike_) {
            at_ = nodes_[f.guide].end - 1 + shift_;
            return close();
        }
        const auto guide = f.guide;
        skip_space();
        if (peek() == f.closer) {
            if (!close()) return false;
            compare(nodes_[guide].end, at_);
            return true;
        }
        if (memory_.nodes.size() > f.node + 1) {
            if (peek() != ',') return false;
            ++at_;
            skip_space();
        }
        return spend(64) && (f.closer == '}' ? member() : element());
    }

    // The children that lie, with what stands behind them, where the texts run alike.
    void take_over() {
        auto& f = frames_.back();
        const auto last = nodes_[f.guide].next;
        if (f.next == last || nodes_[f.next].end >= alike_) return;
        f.strange = 0;
        for (; f.next != last && nodes_[f.next].end < alike_; f.next = nodes_[f.next].next) {
            const auto& n = nodes_[f.next];
            keep(n.key == node::none ? n.key : n.key + shift_, n.begin + shift_, f.next);
        }
    }

    // Leaves out what is inside: at_ stands behind the value then.
    void keep(std::uint32_t key, std::uint32_t begin, std::uint32_t guide) {
        at_ = begin + (nodes_[guide].end - nodes_[guide].begin);
        const auto inside = nodes_[guide].next - guide - 1;
        closed_ += inside;
        twin_.same_.resize(memory_.nodes.size(), node::none);
        twin_.same_.push_back(guide);
        if (inside != 0) set(twin_.hidden_, memory_.nodes.size(), inside);
        memory_.nodes.push({key, begin, offset(), memory_.nodes.size() + 1});
    }

    bool member() {
        const auto key = offset();
        at_ = read_string(text_, at_, options_, memory_);
        if (at_ == 0) return false;
        const auto name = text_.substr(key + 1, at_ - key - 2);
        skip_space();
        if (peek() != ':') return false;
        ++at_;
        skip_space();
        auto& f = frames_.back();
        const auto found = find(f, name);
        if (found == node::none) {
            f.new_names = true;
            return read(key);
        }
        f.next = nodes_[found].next;
        compare(nodes_[found].begin, at_);
        if (is_same(found)) {
            keep(key, offset(), found);
            return true;
        }
        return descend(key, found);
    }

    [[nodiscard]] std::uint32_t find(const frame& f, std::string_view name) const {
        constexpr int near = 8;
        auto at = f.next;
        for (int i = 0; i < near && at != nodes_[f.guide].next; ++i, at = nodes_[at].next) {
            if (raw_name(guide_.data(), nodes_[at]) == name) return at;
        }
        return node::none;
    }

    bool element() {
        constexpr std::uint32_t near = 4;
        constexpr std::uint32_t far = 64;
        auto& f = frames_.back();
        const auto last = nodes_[f.guide].next;
        const auto most = near + std::min(f.strange, far);
        auto at = f.next;
        for (std::uint32_t i = 0; i < most && at != last; ++i, at = nodes_[at].next) {
            if (is_same(at)) return found(at);
        }
        if (f.next == last) return read(node::none);
        const auto old = f.next;
        compare(nodes_[old].begin, at_);
        if (is_edited(old)) {
            f.next = nodes_[old].next;
            return descend(node::none, old);
        }
        return read_for(node::none, old) && stay_or_pass(old);
    }

    bool found(std::uint32_t guide) {
        auto& f = frames_.back();
        f.next = nodes_[guide].next;
        f.strange = 0;
        compare(nodes_[guide].begin, at_);
        keep(node::none, offset(), guide);
        return true;
    }

    // An element that nobody knows: in the old one's place if what follows is the same, else before it.
    bool stay_or_pass(std::uint32_t old) {
        auto& f = frames_.back();
        const auto next = nodes_[old].next;
        const bool at_end = next == nodes_[f.guide].next;
        if (alike_ > (at_end ? nodes_[f.guide].end - 1 : nodes_[next].end)) {
            f.next = next;
        } else {
            alike_ = 0;
            ++f.strange;
        }
        return true;
    }

    // Whether these are two states of one element, as far as their beginnings tell.
    [[nodiscard]] bool is_edited(std::uint32_t old) const {
        constexpr std::uint32_t large = 2048;
        const auto& n = nodes_[old];
        return n.end - n.begin >= large || (n.next > old + 1 && nodes_[old + 1].end < alike_);
    }

    // Into the container, when it is one on both sides; alike_ has been measured from where both begin.
    bool descend(std::uint32_t key, std::uint32_t old) {
        const auto bracket = peek();
        if (is_bracket(bracket) && guide_[nodes_[old].begin] == bracket) return open(key, old);
        return read_for(key, old);
    }

    bool read_for(std::uint32_t key, std::uint32_t old) {
        if (!read(key)) return false;
        compare(nodes_[old].end, at_);
        return true;
    }

    bool read(std::uint32_t key) {
        const auto begin = at_;
        at_ = read_value(text_, at_, key, options_, memory_);
        alike_ = 0;
        return at_ != 0 && spend(at_ - begin);
    }

    // Whether the guide's value stands here. What has no end of its own must end here as well.
    [[nodiscard]] bool is_same(std::uint32_t old) const {
        const auto& n = nodes_[old];
        const auto size = n.end - n.begin;
        if (size > text_.size() - at_ ||
            std::memcmp(guide_.data() + n.begin, text_.data() + at_, size) != 0) {
            return false;
        }
        const char first = guide_[n.begin];
        if (is_bracket(first) || first == '"') return true;
        const char behind = at_ + size < text_.size() ? text_[at_ + size] : '\0';
        return is_space_byte(behind) || behind == ',' || behind == '}' || behind == ']';
    }

    static void set(std::vector<std::uint32_t>& list, std::size_t at, std::uint32_t value) {
        if (at >= list.size()) list.resize(at + 1, 0);
        list[at] = value;
    }

    bool spend(std::size_t bytes) {
        const bool left = bytes <= patience_;
        patience_ -= left ? bytes : patience_;
        return left;
    }

    text_twin& twin_;
    index_memory& memory_;
    std::string_view text_;
    std::string_view guide_;
    const node* nodes_;
    const text::read_options& options_;
    std::size_t patience_;  ///< bytes that may be read, and not compared, before it does not pay
    std::size_t at_ = 0;
    std::uint32_t shift_ = 0;  ///< from the guide's offsets to ours
    std::size_t alike_ = 0;
    std::size_t closed_ = 0;  ///< nodes in what was left out
    std::vector<frame> frames_{};
};

bool text_twin::read(std::string_view text, const text::index& guide, const text::read_options& options) {
    if (guide.nodes().empty() || !guide.shadows().empty() || text.size() >= node::none) return false;
    text_ = text;
    memory_.start(text);
    memory_.open.clear();
    memory_.has_escapes = guide.has_escapes();
    same_.clear();
    hidden_.clear();
    reader beside(*this, guide, options);
    if (!beside.run()) return false;
    memory_.nodes.reserve_more(beside.closed());  // nothing moves when all of it is opened
    guide_ = guide.nodes().data();
    nodes_ = memory_.nodes.data();
    count_ = memory_.nodes.size();
    opened_.clear();
    return true;
}

text_twin::range text_twin::open(std::uint32_t x) const {
    const auto old = same_[x];
    const auto first = old + 1;
    const auto last = guide_[old].next;
    if (opened_.empty()) opened_.resize(same_.size(), node::none);
    if (opened_[x] == node::none) {
        opened_[x] = count_;
        const auto shift = nodes_[x].begin - guide_[old].begin;
        const auto far = count_ - first;
        for (auto i = first; i < last; ++i) {
            const auto& n = guide_[i];
            nodes_[count_++] = {n.key == node::none ? n.key : n.key + shift, n.begin + shift, n.end + shift,
                                n.next + far};
        }
    }
    return {opened_[x], opened_[x] + (last - first)};
}

}  // namespace emend::detail
