#include "text_overlay.hpp"

#include <utility>

namespace emend::detail {
namespace {

constexpr std::size_t few = 16;

}  // namespace

piece overlay::own_child(piece container, std::uint32_t node) const {
    if (container.where != origin::overlay) return {node, container.where};
    const auto& t = at(container);
    const auto* changed = t.changes.find(node);
    return changed == nullptr ? piece{node, t.from.where} : *changed;
}

std::optional<std::uint32_t> overlay::find_added(const touched& t, std::string_view name) const {
    if (t.names != nullptr) {
        const auto found = t.names->find(name);
        return found == t.names->end() ? std::optional<std::uint32_t>{} : found->second;
    }
    for (std::uint32_t i = 0; i < t.added.size(); ++i) {
        if (t.added[i].value.where != origin::gone && t.added[i].name == name) return i;
    }
    return {};
}

bool overlay::member(piece object, std::string_view name, spot& found) {
    const auto from = source(object);
    const auto node = finder(from).member(from.id, name);
    if (node != text::node::none) {
        const auto value = own_child(object, node);
        if (value.where != origin::gone) {
            found = {{node, origin::child}, value, 0};
            return true;
        }
    }
    if (object.where != origin::overlay) return false;
    const auto& t = at(object);
    const auto added = find_added(t, name);
    if (!added) return false;
    found = {t.added[*added].value, t.added[*added].value, *added};
    return true;
}

bool overlay::element(piece array, std::size_t index, spot& found) {
    if (array.where == origin::overlay && at(array).elements != nullptr) {
        const auto& elements = *at(array).elements;
        if (index >= elements.size()) return false;
        const auto item = elements.at(index);
        found = {item, item.where == origin::child ? own_child(array, item.id) : item, index};
        return true;
    }
    const auto from = source(array);
    const auto node = finder(from).element(from.id, index);
    if (node == text::node::none) return false;
    found = {{node, origin::child}, own_child(array, node), index};
    return true;
}

std::size_t overlay::count(piece array) {
    if (array.where == origin::overlay && at(array).elements != nullptr) return at(array).elements->size();
    const auto from = source(array);
    return finder(from).elements(from.id).size();
}

touched& overlay::open(piece from) { return *pool_.emplace_back(memory_.make<touched>(from, view(from).kind_of(from.id), &memory_)); }

piece overlay::touch(piece container) {
    if (container.where == origin::overlay) return container;
    open(container);
    const auto number = static_cast<std::uint32_t>(pool_.size() - 1);
    if (heights_) heights_->opened(number);
    return {number, origin::overlay};
}

void overlay::set(piece container, const spot& place, piece value) {
    note(container, place.value, value);
    auto& t = own(container);
    if (place.item.where == origin::child) {
        t.changes.put(place.item.id, value);
    } else if (t.elements != nullptr) {
        t.elements->replace(place.index, value);
    } else {
        t.added[place.index].value = value;
    }
}

void overlay::erase(piece container, const spot& place) {
    note(container, place.value, {});
    auto& t = own(container);
    if (t.what == kind::array) {
        elements_of(t).erase(place.index);
    } else if (place.item.where == origin::child) {
        t.changes.put(place.item.id, {});
        ++t.gone;
        hide_twins(t, place.item.id);
    } else {
        erase_added(t, place.index);
    }
}

// The places of those that went are taken back once they are many.
void overlay::erase_added(touched& t, std::size_t place) {
    auto& member = t.added[place];
    member.value = {};
    if (t.names != nullptr) t.names->erase(member.name);
    if (++t.added_gone <= few || t.added_gone * 2 < t.added.size()) return;
    std::erase_if(t.added, [](const added_member& m) { return m.value.where == origin::gone; });
    t.added_gone = 0;
    if (t.names != nullptr) name_added(t);
}

// An earlier member of the same name must not come to count in the place of one that goes.
void overlay::hide_twins(touched& t, std::uint32_t member) {
    const auto shadows = view(t.from).shadows();
    if (shadows.empty()) return;
    auto& earlier = t.from.where == origin::patch ? patch_twins_ : document_twins_;
    if (earlier.empty()) {
        for (const auto& s : shadows) earlier.emplace(s.by, s.node);
    }
    for (auto twin = earlier.find(member); twin != earlier.end(); twin = earlier.find(twin->second)) {
        t.changes.put(twin->second, {});
        ++t.gone;
    }
}

edited_array& overlay::elements_of(touched& t) {
    if (t.elements == nullptr)
        t.elements = memory_.make<edited_array>(finder(t.from).elements(t.from.id), &memory_);
    return *t.elements;
}

void overlay::insert(piece array, std::size_t index, piece value) {
    note(array, {}, value);
    elements_of(own(array)).insert(index, value);
}

void overlay::append(piece object, std::string_view name, piece value) {
    note(object, {}, value);
    auto& t = own(object);
    const auto place = static_cast<std::uint32_t>(t.added.size());
    t.added.push_back({name, value});
    if (t.names != nullptr) {
        (*t.names)[name] = place;
    } else if (t.added.size() > few) {
        name_added(t);
    }
}

void overlay::name_added(touched& t) {
    if (t.names == nullptr) t.names = memory_.make<name_map>(&memory_);
    t.names->clear();
    for (std::uint32_t i = 0; i < t.added.size(); ++i) {
        if (t.added[i].value.where != origin::gone) t.names->emplace(t.added[i].name, i);
    }
}

std::size_t overlay::height(piece p) {
    if (!heights_) heights_.emplace(*this);
    return heights_->of(p);
}

// Copies one changed container; the changed ones inside it still have to be.
piece overlay::copy_one(piece p, std::uint32_t parent, std::pmr::vector<std::uint32_t>& pending) {
    if (p.where != origin::overlay) return p;
    const auto& original = at(p);
    auto& copy = open(original.from);
    copy.changes.copy(original.changes);
    for (const auto& m : original.added) {
        if (m.value.where != origin::gone) copy.added.push_back(m);
    }
    if (original.elements != nullptr)
        copy.elements = memory_.make<edited_array>(*original.elements, &memory_);
    copy.gone = original.gone;
    if (copy.added.size() > few) name_added(copy);
    pending.push_back(static_cast<std::uint32_t>(pool_.size() - 1));
    if (heights_) heights_->cloned(pending.back(), p.id, parent);
    return {pending.back(), origin::overlay};
}

piece overlay::clone(piece p) {
    std::pmr::vector<std::uint32_t> pending(&memory_);
    const auto copy = copy_one(p, heights::none, pending);
    while (!pending.empty()) {
        const auto number = pending.back();
        auto& t = *pool_[number];
        pending.pop_back();
        for (auto& e : t.changes.entries()) e.value = copy_one(e.value, number, pending);
        for (auto& m : t.added) m.value = copy_one(m.value, number, pending);
        if (t.elements != nullptr)
            t.elements->each_item([&](piece& item) { item = copy_one(item, number, pending); });
    }
    return copy;
}

}  // namespace emend::detail
