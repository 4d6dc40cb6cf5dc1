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
                return fits(o.path, value(o)) ? put(o.path, value(o)) : too_deep(o.path);
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
    /// Where a token leads, from a container.
    struct place {
        piece container{};
        std::string_view token{};
        spot child{};        ///< of an element that is none yet, the index
        bool there = false;  ///< the child
    };

    static piece value(const text_operation& o) { return {o.value, origin::patch}; }

    // Goes to a child by its token; `may_be_new`: also to a member that is none yet, or behind the last
    // element. Says whether there is such a place.
    bool step(place& to, bool may_be_new) {
        const auto k = overlay_.kind_of(to.container);
        if (k == kind::array) return element(to, may_be_new);
        if (k != kind::object) return false;
        to.there = overlay_.member(to.container, to.token, to.child);
        return to.there || may_be_new;
    }

    bool element(place& to, bool may_be_new) {
        const auto index = parse_index(to.token);
        to.there =
            index.kind == array_index::form::number && overlay_.element(to.container, index.value, to.child);
        if (to.there || !may_be_new || index.kind == array_index::form::invalid) return to.there;
        to.child.index = overlay_.count(to.container);
        return index.kind == array_index::form::end || index.value == to.child.index;
    }

    // Why a step was not possible.
    [[gnu::cold]] error no_step(const place& to, const pointer_text& whole, bool may_be_new) {
        const auto k = overlay_.kind_of(to.container);
        if (k == kind::object)
            return place_error(errc::path_not_found, whole, {}, "no member " + quoted(to.token));
        if (k != kind::array) {
            return place_error(errc::path_not_found, whole, "an object or array above " + quoted(to.token),
                               preview(overlay_, to.container));
        }
        if (parse_index(to.token).kind == array_index::form::invalid)
            return place_error(errc::invalid_index, whole, "0 or [1-9][0-9]*", quoted(to.token));
        const auto size = overlay_.count(to.container);
        const auto bound = may_be_new  ? "an index up to " + std::to_string(size)
                           : size == 0 ? "an element in an empty array"
                                       : "an index up to " + std::to_string(size - 1);
        return place_error(errc::index_out_of_range, whole, bound, std::string(to.token));
    }

    // Looks, without making anything ready for changes.
    result<piece> find(const pointer_text& p) {
        auto at = overlay_.root();
        for (token_reader tokens(p, memory_); !tokens.done();) {
            place next{at, tokens.next()};
            if (!step(next, false)) return fail(no_step(next, p, false));
            at = next.child.value;
        }
        return at;
    }

    // Finds the last token's place and makes every container above it ready. REQUIRES: p is not the root.
    result<void> reach(place& to, const pointer_text& p, bool new_place) {
        to.container = overlay_.root();
        if (to.container.where != origin::overlay && is_container(overlay_.kind_of(to.container))) {
            to.container = overlay_.touch(to.container);
            overlay_.set_root(to.container);
        }
        token_reader tokens(p, memory_);
        while (true) {
            to.token = tokens.next();
            const bool may_be_new = new_place && tokens.done();
            if (!step(to, may_be_new)) return fail(no_step(to, p, may_be_new));
            if (tokens.done()) return success();
            const auto next = to.child.value;
            if (next.where != origin::overlay && is_container(overlay_.kind_of(next))) {
                const auto opened = overlay_.touch(next);
                overlay_.set(to.container, to.child, opened);
                to.container = opened;
            } else {
                to.container = next;
            }
        }
    }

    // RFC 6902 §4.1: a new member or element, or a member's new value.
    result<void> put(const pointer_text& path, piece value) {
        if (path.is_root()) {
            overlay_.set_root(value);
            return {};
        }
        place target;
        auto done = reach(target, path, true);
        if (!done) return done;
        if (overlay_.kind_of(target.container) == kind::array) {
            overlay_.insert(target.container, target.child.index, value);
        } else if (target.there) {
            overlay_.set(target.container, target.child, value);
        } else {
            overlay_.append(target.container, target.token, value);
        }
        return done;
    }

    result<void> remove(const text_operation& o) {
        if (o.path.is_root()) return fail(place_error(errc::cannot_remove_root, o.path, "replace"));
        place gone;
        auto done = reach(gone, o.path, false);
        if (done) overlay_.erase(gone.container, gone.child);
        return done;
    }

    result<void> replace(const text_operation& o) {
        if (!fits(o.path, value(o))) return too_deep(o.path);
        if (o.path.is_root()) return put(o.path, value(o));
        place target;
        auto done = reach(target, o.path, false);
        if (done) overlay_.set(target.container, target.child, value(o));
        return done;
    }

    result<void> move(const text_operation& o) {
        if (o.from.leads_to(o.path)) {
            return fail(
                place_error(errc::move_into_self, o.path, "a place outside " + quoted(o.from.text())));
        }
        if (o.from == o.path) return find(o.from).map([](piece) {});
        place source;
        if (auto done = reach(source, o.from, false); !done) return done;
        if (o.path.depth() > o.from.depth() && !fits(o.path, o.from, source.child.value))
            return too_deep(o.path);
        overlay_.erase(source.container, source.child);
        return put(o.path, source.child.value);
    }

    result<void> copy(const text_operation& o) {
        const auto source = find(o.from);
        if (!source) return fail(source.error());
        grown_ += weight(overlay_, *source);
        if (const auto most = limit_.growth + limit_.growth_factor * input_; grown_ > most) {
            return fail(place_error(errc::limit_exceeded, o.path,
                                    "copies that add at most " + std::to_string(most) + " bytes", "more"));
        }
        if (!fits(o.path, o.from, *source)) return too_deep(o.path);
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
    bool fits(const pointer_text& path, piece value) { return fits(path, value, patch_height_); }

    // A value of the document that goes from one path to another.
    bool fits(const pointer_text& path, const pointer_text& from, piece value) {
        const auto above = std::min(tallest_, from.depth());
        return fits(path, value, tallest_ - above);
    }

    // The exact height is only worth asking for when the bound that is at hand does not do.
    bool fits(const pointer_text& path, piece value, std::size_t bound) {
        const auto depth = path.depth();
        if (depth + bound > limit_.depth) bound = overlay_.height(value);
        if (depth + bound > limit_.depth) return false;
        tallest_ = std::max(tallest_, depth + bound);
        return true;
    }

    [[gnu::cold]] result<void> too_deep(const pointer_text& path) const {
        return fail(
            place_error(errc::too_deep, path, "at most " + std::to_string(limit_.depth) + " levels", "more"));
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
