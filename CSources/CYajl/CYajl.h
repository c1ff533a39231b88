/*
 * yajl 2.1.0, a system library. Nothing imports this module: it is here so that the package manager
 * finds yajl's flags and can say what to install. CPartialJSON includes yajl's header itself.
 */
#include <yajl/yajl_parse.h>
#include <yajl/yajl_version.h>
