// Exports run_apply: the operations of RFC 6902 §4 on an overlay, then one pass that writes.

#include <algorithm>
#include <string>
#include <utility>

#include "text_overlay.hpp"
#include "text_overlay_view.hpp"
#include "text_patch.hpp"
#include "text_runs.hpp"

namespace emend::detail {
namespace {

error place_error(errc code, const pointer_text& p, std::string expected = {}, std::string actual = {}) {
    return {code, error::none, std::string(p.text()), error::none, std::move(expected), std::move(actual)};
}

std::string quoted(std::string_view token) { return '"' + std::string(token) + '"'; }

class text_applier {
public:
    text_applier(const text::index& document, const text::index& patch, const limits& limit, arena& memory)
        : memory_(memory),
          overlay_(document, patch, memory),
          limit_(limit),
          input_(document.source().size()),
          tallest_(document.depth()),
          patch_height_(patch.depth() < 2 ? 0 : patch.depth() - 2) {}

    result<void> run(const text_operation& o) {
        switch (o.what) {
            case verb::add:
                return fits(o.path, value(o)).and_then([&] { return put(o.path, value(o)); });
            case verb::remove:
                return remove(o);
            case verb::replace:
                return replace(o);
            case verb::move:
                return move(o);
            case verb::copy:
                return copy(o);
            case verb::test:
                break;
        }
        return test(o);
    }

    [[nodiscard]] const overlay& made() const { return overlay_; }

    /// About how many bytes copies have added.
    [[nodiscard]] std::size_t grown() const { return grown_; }

private:
    struct place {
        piece container{};
        spot child{};
        bool there = false;
        std::string_view name{};  ///< the token
    };

    static piece value(const text_operation& o) { return {o.value, origin::patch}; }

    // A child by its token; an index may be that behind the last element if `may_be_end`.
    result<place> step(piece container, std::string_view token, const pointer_text& whole, bool may_be_end) {
        const auto k = overlay_.kind_of(container);
        if (k == kind::array) return element(container, token, whole, may_be_end);
        if (k != kind::object) {
            return fail(place_error(errc::path_not_found, whole, "an object or array above " + quoted(token),
                                    preview(overlay_, container)));
        }
        if (auto found = overlay_.member(container, token)) return place{container, *found, true, token};
        if (may_be_end) return place{container, {}, false, token};
        return fail(place_error(errc::path_not_found, whole, {}, "no member " + quoted(token)));
    }

    result<place> element(piece array, std::string_view token, const pointer_text& whole, bool may_be_end) {
        const auto index = parse_index(token);
        if (index.kind == array_index::form::invalid)
            return fail(place_error(errc::invalid_index, whole, "0 or [1-9][0-9]*", quoted(token)));
        if (index.kind == array_index::form::number) {
            if (auto found = overlay_.element(array, index.value)) return place{array, *found, true, token};
        }
        const auto size = overlay_.count(array);
        const bool at_end = index.kind == array_index::form::end || index.value == size;
        if (may_be_end && at_end) return place{array, {{}, {}, size}, false, token};
        const auto bound = may_be_end  ? "an index up to " + std::to_string(size)
                           : size == 0 ? "an element in an empty array"
                                       : "an index up to " + std::to_string(size - 1);
        return fail(place_error(errc::index_out_of_range, whole, bound, std::string(token)));
    }

    // Looks, without making anything ready for changes.
    result<piece> find(const pointer_text& p) {
        auto at = overlay_.root();
        for (token_reader tokens(p, memory_); !tokens.done();) {
            const auto next = step(at, tokens.next(), p, false);
            if (!next) return fail(next.error());
            at = next->child.value;
        }
        return at;
    }

    // Finds the last token's place and makes every container above it ready. REQUIRES: p is not the root.
    result<place> reach(const pointer_text& p, bool new_place) {
        auto at = overlay_.root();
        if (at.where != origin::overlay && is_container(overlay_.kind_of(at))) {
            at = overlay_.touch(at);
            overlay_.set_root(at);
        }
        token_reader tokens(p, memory_);
        while (true) {
            const auto token = tokens.next();
            const bool is_last = tokens.done();
            auto next = step(at, token, p, is_last && new_place);
            if (!next || is_last) return next;
            at = next->child.value;
            if (at.where == origin::overlay || !is_container(overlay_.kind_of(at))) continue;
            at = overlay_.touch(at);
            overlay_.set(next->container, next->child, at);
        }
    }

    // RFC 6902 §4.1: a new member or element, or a member's new value.
    result<void> put(const pointer_text& path, piece value) {
        if (path.is_root()) {
            overlay_.set_root(value);
            return {};
        }
        const auto target = reach(path, true);
        if (!target) return fail(target.error());
        if (overlay_.kind_of(target->container) == kind::array) {
            overlay_.insert(target->container, target->child.index, value);
        } else if (target->there) {
            overlay_.set(target->container, target->child, value);
        } else {
            overlay_.append(target->container, target->name, value);
        }
        return {};
    }

    result<void> remove(const text_operation& o) {
        if (o.path.is_root()) return fail(place_error(errc::cannot_remove_root, o.path, "replace"));
        return reach(o.path, false).map([&](const place& p) { overlay_.erase(p.container, p.child); });
    }

    result<void> replace(const text_operation& o) {
        if (auto fit = fits(o.path, value(o)); !fit) return fit;
        if (o.path.is_root()) return put(o.path, value(o));
        return reach(o.path, false).map([&](const place& p) {
            overlay_.set(p.container, p.child, value(o));
        });
    }

    result<void> move(const text_operation& o) {
        if (o.from.leads_to(o.path)) {
            return fail(
                place_error(errc::move_into_self, o.path, "a place outside " + quoted(o.from.text())));
        }
        if (o.from == o.path) return find(o.from).map([](piece) {});
        const auto source = reach(o.from, false);
        if (!source) return fail(source.error());
        if (o.path.depth() > o.from.depth()) {
            if (auto fit = fits(o.path, o.from, source->child.value); !fit) return fit;
        }
        overlay_.erase(source->container, source->child);
        return put(o.path, source->child.value);
    }

    result<void> copy(const text_operation& o) {
        const auto source = find(o.from);
        if (!source) return fail(source.error());
        grown_ += weight(overlay_, *source);
        if (const auto most = limit_.growth + limit_.growth_factor * input_; grown_ > most) {
            return fail(place_error(errc::limit_exceeded, o.path,
                                    "copies that add at most " + std::to_string(most) + " bytes", "more"));
        }
        if (auto fit = fits(o.path, o.from, *source); !fit) return fit;
        return put(o.path, overlay_.clone(*source));
    }

    result<void> test(const text_operation& o) {
        const auto found = find(o.path);
        if (!found) return fail(found.error());
        if (same_value(overlay_, *found, value(o))) return {};
        return fail(
            place_error(errc::test_failed, o.path, preview(overlay_, value(o)), preview(overlay_, *found)));
    }

    // A value of the patch below its path.
    result<void> fits(const pointer_text& path, piece value) { return fits(path, value, patch_height_); }

    // A value of the document that goes from one path to another.
    result<void> fits(const pointer_text& path, const pointer_text& from, piece value) {
        const auto above = std::min(tallest_, from.depth());
        return fits(path, value, tallest_ - above);
    }

    // The exact height is only worth asking for when the bound that is at hand does not do.
    result<void> fits(const pointer_text& path, piece value, std::size_t bound) {
        const auto depth = path.depth();
        if (depth + bound > limit_.depth) bound = overlay_.height(value);
        if (depth + bound > limit_.depth) {
            return fail(place_error(errc::too_deep, path,
                                    "at most " + std::to_string(limit_.depth) + " levels", "more"));
        }
        tallest_ = std::max(tallest_, depth + bound);
        return {};
    }

    arena& memory_;
    overlay overlay_;
    const limits& limit_;
    std::size_t input_;
    std::size_t grown_ = 0;
    std::size_t tallest_;       ///< no value of the document nests deeper
    std::size_t patch_height_;  ///< nor of the patch, below its operations
};

}  // namespace

result<void> run_apply(const text::index& document, std::string_view patch, const text::read_options& options,
                       run_memory& memory) {
    memory.start();
    const auto ops = read_patch(patch, options, memory.patch, memory.scratch);
    if (!ops) return fail(ops.error());
    text_applier applier(document, memory.patch, options.limit, memory.scratch);
    for (std::size_t i = 0; i < ops->size(); ++i) {
        auto done = applier.run((*ops)[i]);
        if (!done) {
            done.error().operation = i;
            return fail(std::move(done).error());
        }
    }
    memory.write(applier.made(), document, patch.size() + applier.grown(), options.limit);
    return {};
}

}  // namespace emend::detail
