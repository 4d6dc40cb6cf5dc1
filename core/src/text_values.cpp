#include "emend/text_values.hpp"

#include "text_document.hpp"

namespace emend::text {

result<ordered_json> to_ordered(const index& document) {
    const detail::text_view view(document);
    return detail::document_builder<ordered_json>(view).build(view.root());
}

}  // namespace emend::text
