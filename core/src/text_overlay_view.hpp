// An overlay as the algorithms see it: nodes are pieces.
#pragma once

#include <string>
#include <string_view>

#include "text_overlay.hpp"

namespace emend::detail {

class overlay_view {
public:
    using node = piece;

    /// A member name: as spelled in a text, or plain when a pointer gave it.
    struct key {
        std::string_view name{};
        bool raw = false;
    };

    explicit overlay_view(const overlay& source) : source_(source) {}

    class cursor {
    public:
        cursor(const overlay& source, piece container) : source_(&source), container_(container) {
            const auto from = source.source(container);
            const auto& view = source.view(from);
            own_ = from.id + 1;
            last_ = view.at(from.id).next;
            settle();
        }

        [[nodiscard]] bool done() const { return done_; }
        [[nodiscard]] piece value() const { return value_; }
        [[nodiscard]] overlay_view::key key() const {
            const auto& view = source_->view(source_->source(container_));
            if (own_ != last_) return {raw_name(view.text(), view.at(own_)), true};
            return {source_->at(container_).added[added_].name, false};
        }
        void advance() {
            if (has_elements()) {
                ++at_.offset;
            } else if (own_ != last_) {
                own_ = source_->view(source_->source(container_)).at(own_).next;
            } else {
                ++added_;
            }
            settle();
        }

    private:
        [[nodiscard]] bool has_elements() const {
            return container_.where == origin::overlay && source_->at(container_).elements != nullptr;
        }

        // Stops at the next child that is there.
        void settle() {
            if (has_elements()) return settle_element();
            const auto& view = source_->view(source_->source(container_));
            for (; own_ != last_; own_ = view.at(own_).next) {
                if (!view.shadows().empty() && view.is_shadowed(own_)) continue;
                value_ = source_->own_child(container_, own_);
                if (value_.where != origin::gone) return;
            }
            if (container_.where == origin::overlay) {
                const auto& added = source_->at(container_).added;
                while (added_ < added.size() && added[added_].value.where == origin::gone) ++added_;
                if (added_ < added.size()) {
                    value_ = added[added_].value;
                    return;
                }
            }
            done_ = true;
        }

        void settle_element() {
            const auto& elements = *source_->at(container_).elements;
            done_ = !elements.settle(at_);
            if (done_) return;
            value_ = elements.at(at_);
            if (value_.where == origin::child) value_ = source_->own_child(container_, value_.id);
        }

        const overlay* source_;
        piece container_;
        std::uint32_t own_ = 0;
        std::uint32_t last_ = 0;
        std::size_t added_ = 0;
        edited_array::position at_{};
        piece value_{};
        bool done_ = false;
    };

    [[nodiscard]] kind kind_of(piece p) const { return source_.kind_of(p); }
    [[nodiscard]] cursor children(piece p) const { return {source_, p}; }

    /// REQUIRES: both are scalars of one kind.
    [[nodiscard]] bool same_scalar(piece x, const overlay_view& other, piece y) const {
        return source_.view(x).same_scalar(x.id, other.source_.view(y), y.id);
    }
    [[nodiscard]] static bool same_key(key a, const overlay_view&, key b) {
        if (a.raw && b.raw) return same_raw(a.name, b.name);
        if (a.raw) return spells(a.name, b.name);
        return b.raw ? spells(b.name, a.name) : a.name == b.name;
    }
    [[nodiscard]] static bool less_key(key a, const overlay_view&, key b) {
        if (a.raw && b.raw) return compare_raw(a.name, b.name) < 0;
        return plain(a) < plain(b);
    }

private:
    static std::string plain(key k) {
        std::string out;
        if (!k.raw) return std::string(k.name);
        append_decoded(out, k.name);
        return out;
    }

    const overlay& source_;
};

/// Whether two pieces are the same value.
[[nodiscard]] bool same_value(const overlay& source, piece x, piece y);

/// About how many bytes the piece takes. Looks only at what changed in it.
[[nodiscard]] std::size_t weight(const overlay& source, piece p);

/// A few words for messages: scalars as spelled, long ones cut; containers by their size.
[[nodiscard]] std::string preview(const overlay& source, piece p);

}  // namespace emend::detail
