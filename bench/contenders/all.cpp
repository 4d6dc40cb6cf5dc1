// The list of contenders: a new one is a file beside this one, and a line in each of the two lists here.

#include "contenders/contender.hpp"

namespace emend::contenders {

job emend_text(task what, std::span<const item> all);
job emend_json(task what, std::span<const item> all);
job emend_bulk_1(task what, std::span<const item> all);
job emend_bulk_2(task what, std::span<const item> all);
job emend_bulk_4(task what, std::span<const item> all);
job emend_bulk_8(task what, std::span<const item> all);
job nlohmann_json(task what, std::span<const item> all);
job simdjson_parse(task what, std::span<const item> all);
job memcmp_bytes(task what, std::span<const item> all);
#ifdef EMEND_CJSON_UTILS
job cjson_utils(task what, std::span<const item> all);
#endif

std::span<const contender> all_contenders() {
    static constexpr contender all[] = {
        {"emend", emend_text},
        {"emend_json", emend_json},
        {"nlohmann", nlohmann_json},
#ifdef EMEND_CJSON_UTILS
        {"cjson_utils", cjson_utils},
#endif
        {"simdjson_parse", simdjson_parse},
        {"memcmp", memcmp_bytes},
        {"emend_bulk_1", emend_bulk_1},
        {"emend_bulk_2", emend_bulk_2},
        {"emend_bulk_4", emend_bulk_4},
        {"emend_bulk_8", emend_bulk_8},
    };
    return all;
}

}  // namespace emend::contenders
