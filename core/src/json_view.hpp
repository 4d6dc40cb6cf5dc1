// The json lane as the algorithms see it: nodes are pointers to nlohmann values.
#pragma once

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <string>
#include <type_traits>

#include <nlohmann/json.hpp>

#include "hash.hpp"
#include "json_size.hpp"
#include "number.hpp"
#include "view.hpp"

namespace emend::detail {

struct workspace;
struct wanted_values;

template <class Json>
class json_view {
public:
    using node = const Json*;
    using key = const std::string*;

    /// Members stand in the order of their names.
    static constexpr bool sorted = std::is_same_v<Json, nlohmann::json>;

    class cursor {
    public:
        cursor() = default;
        explicit cursor(node container) {
            if (container->is_object()) {
                const auto& object = container->template get_ref<const typename Json::object_t&>();
                member_ = object.begin();
                last_member_ = object.end();
            } else if (container->is_array()) {
                const auto& array = container->template get_ref<const typename Json::array_t&>();
                element_ = array.data();
                last_element_ = element_ + array.size();
            }
        }

        /// On a child of `container`.
        cursor(node container, node element) : element_(element) {
            const auto& array = container->template get_ref<const typename Json::array_t&>();
            last_element_ = array.data() + array.size();
        }
        cursor(node container, typename Json::object_t::const_iterator member) : member_(member) {
            last_member_ = container->template get_ref<const typename Json::object_t&>().end();
        }

        [[nodiscard]] bool done() const { return element_ == last_element_ && member_ == last_member_; }
        void advance() {
            if (element_ != last_element_) {
                ++element_;
            } else {
                ++member_;
            }
        }
        [[nodiscard]] node value() const { return element_ != last_element_ ? element_ : &member_->second; }
        [[nodiscard]] json_view::key key() const { return &member_->first; }

    private:
        typename Json::object_t::const_iterator member_{};
        typename Json::object_t::const_iterator last_member_{};
        node element_ = nullptr;
        node last_element_ = nullptr;
    };

    [[nodiscard]] static kind kind_of(node x) {
        switch (x->type()) {
            case Json::value_t::null:
                return kind::null;
            case Json::value_t::boolean:
                return kind::boolean;
            case Json::value_t::string:
                return kind::string;
            case Json::value_t::array:
                return kind::array;
            case Json::value_t::object:
                return kind::object;
            case Json::value_t::number_integer:
            case Json::value_t::number_unsigned:
                return kind::number;
            case Json::value_t::number_float:
                return std::isfinite(*x->template get_ptr<const double*>()) ? kind::number : kind::invalid;
            case Json::value_t::binary:
            case Json::value_t::discarded:
                break;
        }
        return kind::invalid;
    }

    [[nodiscard]] static cursor children(node x) { return cursor(x); }
    [[nodiscard]] static std::size_t size(node x) { return x->size(); }
    /// Equal containers have the same.
    [[nodiscard]] static std::size_t extent(node x) { return x->size(); }
    [[nodiscard]] static bool lacks(node object, json_view::key name) requires sorted {
        return object->find(*name) == object->end();
    }
    [[nodiscard]] static bool same_key(key a, const json_view&, key b) { return *a == *b; }
    [[nodiscard]] static bool less_key(key a, const json_view&, key b) { return *a < *b; }

    // What the diff asks for besides: handles that fit a word, sizes and hashes.
    [[nodiscard]] static std::uint64_t pack(node x) { return std::bit_cast<std::uintptr_t>(x); }
    [[nodiscard]] static node unpack(std::uint64_t x) { return std::bit_cast<node>(std::uintptr_t{x}); }
    [[nodiscard]] static std::uint64_t pack_key(key k) { return std::bit_cast<std::uintptr_t>(k); }
    [[nodiscard]] static key unpack_key(std::uint64_t k) { return std::bit_cast<key>(std::uintptr_t{k}); }
    [[nodiscard]] static const std::string& key_text(key k) { return *k; }
    /// REQUIRES: a string.
    [[nodiscard]] static const std::string& string_text(node x) {
        return *x->template get_ptr<const std::string*>();
    }
    [[nodiscard]] static std::uint64_t key_hash(key k) { return hash_key(*k); }
    [[nodiscard]] static std::size_t key_size(key k) { return json_size::token(*k); }
    [[nodiscard]] static std::size_t key_value_size(key k) { return json_size::string(*k); }
    /// Bytes as compact JSON, or less, without a walk.
    [[nodiscard]] static std::size_t least_size(node x) {
        if (x->is_string()) return string_text(x).size() + 2;
        if (x->is_number_float()) return 3;  // such as 1.0
        return x->is_number() ? 1 : is_container(kind_of(x)) ? 2 : 4;
    }
    [[nodiscard]] static std::size_t least_key_size(key k) { return k->size() + 2; }
    /// Whether equality is plain to see without a walk; never true for different values.
    [[nodiscard]] static bool plainly_same(node, const json_view&, node) { return false; }
    struct alike {};
    /// Those of the wanted values of the other document that may stand in this one.
    [[nodiscard]] wanted_values present(const workspace& space, const json_view& other,
                                        const wanted_values& wanted) const;

    /// REQUIRES: a scalar.
    [[nodiscard]] static std::uint64_t hash_scalar(node x) {
        const auto frame = frame_of(kind_of(x));
        if (x->is_string()) return hash_bytes(*x->template get_ptr<const std::string*>(), frame);
        if (x->is_number()) return hash_number(*x, frame);
        if (x->is_boolean()) return hash_bytes(*x->template get_ptr<const bool*>() ? "true" : "false", frame);
        return hash_bytes("null", frame);
    }
    /// Bytes as compact JSON. REQUIRES: a scalar.
    [[nodiscard]] static std::size_t size_scalar(node x) {
        if (x->is_string()) return json_size::string(*x->template get_ptr<const std::string*>());
        if (x->is_boolean()) return *x->template get_ptr<const bool*>() ? 4 : 5;
        if (x->is_number_unsigned()) return json_size::number(x->template get<std::uint64_t>());
        if (x->is_number_integer()) return json_size::number(x->template get<std::int64_t>());
        return x->is_number_float() ? json_size::number(x->template get<double>()) : 4;
    }

    /// REQUIRES: both are scalars of one kind.
    [[nodiscard]] static bool same_scalar(node x, const json_view&, node y) {
        switch (kind_of(x)) {
            case kind::null:
                return true;
            case kind::boolean:
                return *x->template get_ptr<const bool*>() == *y->template get_ptr<const bool*>();
            case kind::string:
                return *x->template get_ptr<const std::string*>() ==
                       *y->template get_ptr<const std::string*>();
            case kind::number:
                return same_number(*x, *y);
            case kind::array:
            case kind::object:
            case kind::invalid:
                break;
        }
        return false;
    }

private:
    // Equal numbers hash alike, whatever they are stored as; and as the text lane hashes them, so that
    // a spent budget finds both lanes at the same place.
    static std::uint64_t hash_number(const Json& x, std::uint64_t frame) {
        const auto spelled = [&](auto value) {
            char digits[32];
            const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
            return number::hash({digits, static_cast<std::size_t>(end - digits)}, frame);
        };
        if (x.is_number_unsigned()) return spelled(x.template get<std::uint64_t>());
        if (x.is_number_integer()) return spelled(x.template get<std::int64_t>());
        const auto value = x.template get<double>();
        const bool whole = std::trunc(value) == value && value >= -0x1p63 && value < 0x1p64;
        if (!whole) return spelled(value);
        return value < 0 ? spelled(static_cast<std::int64_t>(value))
                         : spelled(static_cast<std::uint64_t>(value));
    }

    static bool same_number(const Json& x, const Json& y) {
        const bool x_float = x.is_number_float();
        const bool y_float = y.is_number_float();
        if (x_float && y_float) return x.template get<double>() == y.template get<double>();
        if (x_float) return same_number(y, x);
        if (x.is_number_unsigned()) {
            const auto value = x.template get<std::uint64_t>();
            if (y_float) return number::equal(value, y.template get<double>());
            return y.is_number_unsigned() ? value == y.template get<std::uint64_t>()
                                          : std::cmp_equal(value, y.template get<std::int64_t>());
        }
        const auto value = x.template get<std::int64_t>();
        if (y_float) return number::equal(value, y.template get<double>());
        return y.is_number_unsigned() ? std::cmp_equal(value, y.template get<std::uint64_t>())
                                      : value == y.template get<std::int64_t>();
    }
};

/// Numbers are the same only if they are written alike: 1 and 1.0 are not, nor 0.0 and -0.0.
template <class Json>
class spelled_json_view : public json_view<Json> {
public:
    using node = typename json_view<Json>::node;

    /// REQUIRES: both are scalars of one kind.
    [[nodiscard]] static bool same_scalar(node x, const spelled_json_view& other, node y) {
        return is_signed_zero(x) == is_signed_zero(y) && x->is_number_float() == y->is_number_float() &&
               json_view<Json>::same_scalar(x, other, y);
    }

private:
    static bool is_signed_zero(node x) {
        const auto* value = x->template get_ptr<const double*>();
        return value != nullptr && *value == 0 && std::signbit(*value);
    }
};

}  // namespace emend::detail
