#include "edit_tree.hpp"

#include <algorithm>
#include <utility>

#include "hash.hpp"

namespace emend::detail {
namespace {

// Beyond these the operations are better left as they are.
constexpr std::size_t most_shifted = std::size_t{1} << 28U;
constexpr std::size_t most_cloned = std::size_t{1} << 20U;

}  // namespace

edit_tree::edit_tree(shapes& documents) : documents_(documents) {
    add(documents.root(), 0, provenance::base);
}

bool edit_tree::run(std::uint32_t source, const std::vector<tracked_operation>& ops) {
    return std::all_of(ops.begin(), ops.end(), [&](const auto& o) { return one(source, o); });
}

bool edit_tree::one(std::uint32_t source, const tracked_operation& o) {
    const auto written = [&] {
        return add({o.value, 0, 0, documents_.kind_of(source, o.value)}, source, provenance::written);
    };
    switch (o.what) {
        case verb::add:
            return put(o.path, written());
        case verb::replace: {
            const auto s = find(o.path, false);
            if (!s) return false;
            seat(*s, written());
            return true;
        }
        case verb::remove: {
            const auto s = find(o.path, false);
            return s && s->container != nobody && take(*s) != nobody;
        }
        case verb::move:
            return move(o);
        case verb::copy:
            return copy(o);
        case verb::test:
            break;
    }
    const id x = value_at(o.path);
    if (x == nobody) return false;
    if (nodes_[x].touched) return true;
    if (nodes_[x].from == provenance::base) tested_.push_back(x);
    const id origin = nodes_[x].from == provenance::copied ? nodes_[x].origin : nobody;
    if (origin != nobody && nodes_[origin].from == provenance::base) tested_.push_back(origin);
    return true;
}

bool edit_tree::move(const tracked_operation& o) {
    if (o.from == o.path) return true;
    const auto s = find(o.from, false);
    if (!s || s->container == nobody) return false;
    return put(o.path, take(*s));
}

bool edit_tree::copy(const tracked_operation& o) {
    const id x = value_at(o.from);
    const id made = x == nobody ? nobody : clone(x);
    return made != nobody && put(o.path, made);
}

id edit_tree::add(const shape& now, std::uint32_t source, provenance from) {
    tracked made;
    made.now = now;
    made.source = source;
    made.from = from;
    nodes_.push_back(made);
    return static_cast<id>(nodes_.size() - 1);
}

// The parts of a copy are copies of the parts.
void edit_tree::open(id x) {
    if (nodes_[x].list != 0 || !is_container(nodes_[x].now.what)) return;
    const id origin = nodes_[x].from == provenance::copied ? nodes_[x].origin : nobody;
    if (origin != nobody) open(origin);  // an origin is no copy itself
    listed_.clear();
    documents_.list(nodes_[x].source, nodes_[x].now, listed_);
    const auto first = static_cast<id>(nodes_.size());
    children_list list;
    list.all.reserve(listed_.size());
    for (std::uint32_t i = 0; i < listed_.size(); ++i) {
        const id child = add(listed_[i], nodes_[x].source, nodes_[x].from);
        nodes_[child].parent = nodes_[child].home = x;
        if (origin != nobody) nodes_[child].origin = nodes_[origin].first + i;
        list.all.push_back({child, i, child, nullptr});
        if (nodes_[x].now.what == kind::object) list.by_name[listed_[i].key_hash] = i;
    }
    nodes_[x].first = first;
    nodes_[x].count = static_cast<std::uint32_t>(listed_.size());
    nodes_[x].list = static_cast<std::uint32_t>(lists_.size());
    lists_.push_back(std::move(list));
}

std::uint64_t edit_tree::name_hash(const seated& s) const {
    return s.name != nullptr ? hash_key(*s.name) : nodes_[s.bearer].now.key_hash;
}

bool edit_tree::is_named(const seated& s, const std::string& name) {
    if (s.name != nullptr) return *s.name == name;
    const auto& bearer = nodes_[s.bearer];
    return documents_.is_named(bearer.source, bearer.now, name);
}

std::uint32_t edit_tree::find_member(id object, const std::string& name) {
    const auto& list = lists_[nodes_[object].list];
    const auto known = list.by_name.find(hash_key(name));
    if (known == list.by_name.end()) return no_seat;
    const auto is_it = [&](const seated& s) { return s.node != nobody && is_named(s, name); };
    if (is_it(list.all[known->second])) return known->second;
    const auto found = std::find_if(list.all.begin(), list.all.end(), is_it);  // names with one hash
    return found == list.all.end() ? no_seat : static_cast<std::uint32_t>(found - list.all.begin());
}

std::optional<edit_tree::spot> edit_tree::find(const pointer& path, bool may_be_new) {
    spot found;
    id at = root_;
    for (std::size_t i = 0; i < path.tokens.size(); ++i) {
        const bool new_here = may_be_new && i + 1 == path.tokens.size();
        found = {at, no_seat, &path.tokens[i]};
        open(at);
        if (nodes_[at].now.what == kind::array) {
            const auto size = children(at).size();
            const auto index = parse_index(path.tokens[i]);
            const auto position = index.kind == array_index::form::end ? size : index.value;
            if (position >= size + (new_here ? 1 : 0)) return std::nullopt;
            found.at = static_cast<std::uint32_t>(position);
        } else if (nodes_[at].now.what == kind::object) {
            found.at = find_member(at, path.tokens[i]);
            if (found.at == no_seat && !new_here) return std::nullopt;
        } else {
            return std::nullopt;
        }
        if (!new_here) at = children(at)[found.at].node;
    }
    return found;
}

id edit_tree::value_at(const pointer& path) {
    const auto s = find(path, false);
    if (!s) return nobody;
    return s->container == nobody ? root_ : children(s->container)[s->at].node;
}

void edit_tree::touch(id container) {
    for (; container != nobody && !nodes_[container].touched; container = nodes_[container].parent) {
        nodes_[container].touched = true;
    }
}

id edit_tree::take(const spot& s) {
    auto& all = lists_[nodes_[s.container].list].all;
    const id x = all[s.at].node;
    touch(s.container);
    nodes_[x].parent = nobody;
    if (nodes_[s.container].now.what == kind::array) {
        shifted_ += all.size() - s.at;
        all.erase(all.begin() + s.at);
    } else {
        all[s.at].node = nobody;
    }
    return x;
}

// In the place of what stands there.
void edit_tree::seat(const spot& s, id x) {
    if (s.container == nobody) {
        root_ = x;
        return;
    }
    touch(s.container);
    auto& there = lists_[nodes_[s.container].list].all[s.at];
    nodes_[there.node].parent = nobody;
    there.node = x;
    nodes_[x].parent = s.container;
}

bool edit_tree::put(const pointer& path, id x) {
    const auto s = find(path, true);
    if (!s) return false;
    const bool array = s->container != nobody && nodes_[s->container].now.what == kind::array;
    if (!array && (s->container == nobody || s->at != no_seat)) {
        seat(*s, x);
        return true;
    }
    touch(s->container);
    auto& list = lists_[nodes_[s->container].list];
    if (array) {
        shifted_ += list.all.size() - s->at;
        list.all.insert(list.all.begin() + s->at, {x, no_seat, nobody, nullptr});
    } else {
        list.by_name[hash_key(*s->token)] = static_cast<std::uint32_t>(list.all.size());
        list.all.push_back({x, no_seat, nobody, s->token});
    }
    nodes_[x].parent = s->container;
    return shifted_ <= most_shifted;
}

id edit_tree::clone_closed(id x) {
    const auto n = nodes_[x];
    const id made = add(n.now, n.source, provenance::copied);
    nodes_[made].origin = n.from == provenance::copied ? n.origin : x;
    return made;
}

// What was changed since it came is copied part by part.
id edit_tree::clone(id x) {
    if (!nodes_[x].touched) return clone_closed(x);
    const auto shell = [&](id y) {
        const id made = add(nodes_[y].now, nodes_[y].source, provenance::written);
        nodes_[made].touched = true;
        nodes_[made].list = static_cast<std::uint32_t>(lists_.size());
        lists_.push_back(lists_[nodes_[y].list]);
        return made;
    };
    const id whole = shell(x);
    std::vector<id> open{whole};
    while (!open.empty()) {
        const id at = open.back();
        open.pop_back();
        const auto list = nodes_[at].list;
        cloned_ += lists_[list].all.size();
        if (cloned_ > most_cloned) return nobody;
        for (std::size_t i = 0; i < lists_[list].all.size(); ++i) {
            const id child = lists_[list].all[i].node;
            if (child == nobody) continue;
            const id made = nodes_[child].touched ? shell(child) : clone_closed(child);
            nodes_[made].parent = at;
            lists_[list].all[i].node = made;
            lists_[list].all[i].seat = no_seat;
            if (nodes_[made].touched) open.push_back(made);
        }
    }
    return whole;
}

}  // namespace emend::detail
