#include "CPartialJSON.h"
typedef int CPartialJSON_empty;
