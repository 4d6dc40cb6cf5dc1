#include "verb.hpp"

namespace emend::cli {

const std::vector<const verb*>& verbs() {
    static const std::vector<const verb*> all{
        &diff_verb,   &apply_verb,   &merge_verb,    &merge3_verb, &invert_verb,  &compose_verb,
        &rebase_verb, &convert_verb, &validate_verb, &equal_verb,  &get_verb,     &request_verb,
        &answer_verb, &profile_verb, &bulk_verb,     &agent_verb,  &conform_verb, &fuzz_verb};
    return all;
}

}  // namespace emend::cli
