/*
 * The C targets by themselves: no Swift, any processor. Scripts/test-c builds it for this machine
 * and for others.
 *
 *     c-tests [--rounds N] FILE...
 */
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "checks.h"
#include "two_engines.h"

size_t checks_held;
static char about[256];

void checks_about(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(about, sizeof about, format, arguments);
    va_end(arguments);
}

static void say_about(int number) {
    static const char prefix[] = "c-tests: it happened at ";
    ssize_t written = write(STDERR_FILENO, prefix, sizeof prefix - 1);
    written += write(STDERR_FILENO, about, strlen(about));
    written += write(STDERR_FILENO, "\n", 1);
    (void)written;
    signal(number, SIG_DFL);
    raise(number);
}

int main(int count, char **arguments) {
    inputs all = {0};
    unsigned rounds = 20;
    for (int i = 1; i < count; i++) {
        if (strcmp(arguments[i], "--rounds") == 0 && i + 1 < count)
            rounds = (unsigned)strtoul(arguments[++i], NULL, 10);
        else
            inputs_add_file(&all, arguments[i]);
    }
    if (all.count == 0 || rounds == 0) {
        fputs("usage: c-tests [--rounds N] FILE...\n", stderr);
        return 64;
    }
    signal(SIGABRT, say_about);
    signal(SIGSEGV, say_about);
    signal(SIGBUS, say_about);
    size_t before = 0;
#define RUN(test, ...)                                                                             \
    do {                                                                                           \
        before = checks_held;                                                                      \
        test(__VA_ARGS__);                                                                         \
        printf("ok      %-24s %zu checks\n", #test, checks_held - before);                         \
        fflush(stdout);                                                                            \
    } while (0)
    for (int engine = 0; engine < tested_engine_count; engine++) {
        use_engine((tested_engine)engine);
        printf("        partial JSON with the engine %s\n", engine_name((tested_engine)engine));
        RUN(test_guard_pages, &all);
        RUN(test_allocation_failures, &all);
        RUN(test_streams, &all);
        RUN(test_contracts);
        RUN(test_differences, &all, rounds);
        RUN(test_changed_inputs, &all, rounds);
    }
    RUN(test_engines, &all);
    printf("c-tests: %zu inputs, %zu checks, none failed\n", all.count, checks_held);
    inputs_free(&all);
    return 0;
}
