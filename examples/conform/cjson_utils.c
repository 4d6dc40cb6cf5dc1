/* cJSON_Utils as a subject of `emend conform` and `emend fuzz`. Debian 12's libcjson-dev leaves cJSON_Utils out;
 * its source package has it.
 *
 *   apt-get source --download-only cjson && tar xf cjson_1.7.15.orig.tar.gz
 *   cd cJSON-1.7.15 && gcc -O2 -I. .../examples/conform/cjson_utils.c cJSON.c cJSON_Utils.c -o cjson_utils
 *   emend conform --suite builtin --against ./cjson_utils
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "cJSON.h"
#include "cJSON_Utils.h"

static cJSON *fail(const char *code) {
    cJSON *error = cJSON_CreateObject();
    cJSON_AddStringToObject(error, "code", code);
    return error;
}

/* Puts into `given` what the verb gives, or an error. Values of `asked` are copied: cJSON changes its inputs. */
static void answer(const cJSON *asked, cJSON *given) {
    const char *verb = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(asked, "do"));
    cJSON *first = NULL;
    cJSON *second = NULL;
    if (verb == NULL) verb = "";
    if (strcmp(verb, "apply") == 0) {
        first = cJSON_Duplicate(cJSON_GetObjectItemCaseSensitive(asked, "doc"), 1);
        const int status = cJSONUtils_ApplyPatchesCaseSensitive(first, cJSON_GetObjectItemCaseSensitive(asked, "patch"));
        if (status == 0) {
            cJSON_AddItemToObject(given, "doc", first);
            first = NULL;
        } else {
            char code[32];
            snprintf(code, sizeof code, "status %d", status);
            cJSON_AddItemToObject(given, "error", fail(code));
        }
    } else if (strcmp(verb, "merge") == 0) {
        cJSON *target = cJSON_Duplicate(cJSON_GetObjectItemCaseSensitive(asked, "doc"), 1);
        cJSON_AddItemToObject(given, "doc",
                              cJSONUtils_MergePatchCaseSensitive(target, cJSON_GetObjectItemCaseSensitive(asked, "merge_patch")));
    } else if (strcmp(verb, "diff") == 0 || strcmp(verb, "merge_diff") == 0) {
        const int patch = strcmp(verb, "diff") == 0;
        cJSON *made;
        first = cJSON_Duplicate(cJSON_GetObjectItemCaseSensitive(asked, "before"), 1);
        second = cJSON_Duplicate(cJSON_GetObjectItemCaseSensitive(asked, "after"), 1);
        made = patch ? cJSONUtils_GeneratePatchesCaseSensitive(first, second)
                     : cJSONUtils_GenerateMergePatchCaseSensitive(first, second);
        if (made == NULL && !patch) made = cJSON_CreateObject(); /* no difference */
        cJSON_AddItemToObject(given, patch ? "patch" : "merge_patch", made);
    } else if (strcmp(verb, "equal") == 0) {
        cJSON_AddBoolToObject(given, "equal", cJSON_Compare(cJSON_GetObjectItemCaseSensitive(asked, "a"),
                                                            cJSON_GetObjectItemCaseSensitive(asked, "b"), 1));
    } else if (strcmp(verb, "get") == 0) {
        first = cJSON_Duplicate(cJSON_GetObjectItemCaseSensitive(asked, "doc"), 1);
        const cJSON *found = cJSONUtils_GetPointerCaseSensitive(
            first, cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(asked, "pointer")));
        cJSON_AddItemToObject(given, found != NULL ? "value" : "error",
                              found != NULL ? cJSON_Duplicate(found, 1) : fail("not found"));
    } else {
        cJSON_AddItemToObject(given, "error", fail("unsupported"));
    }
    cJSON_Delete(first);
    cJSON_Delete(second);
}

int main(void) {
    char *line = NULL;
    size_t size = 0;
    ssize_t length;
    while ((length = getline(&line, &size, stdin)) > 0) {
        cJSON *asked;
        cJSON *given = cJSON_CreateObject();
        const cJSON *id;
        char *text;
        if (line[length - 1] == '\n') line[length - 1] = '\0';
        asked = cJSON_ParseWithOpts(line, NULL, 1);
        id = cJSON_GetObjectItemCaseSensitive(asked, "id");
        cJSON_AddItemToObject(given, "id", id != NULL ? cJSON_Duplicate(id, 0) : cJSON_CreateNull());
        if (asked == NULL) {
            cJSON_AddItemToObject(given, "error", fail("no JSON"));
        } else {
            answer(asked, given);
        }
        text = cJSON_PrintUnformatted(given);
        puts(text != NULL ? text : "");
        fflush(stdout);
        free(text);
        cJSON_Delete(asked);
        cJSON_Delete(given);
    }
    free(line);
    return 0;
}
