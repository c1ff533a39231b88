#include "CMessageEvents.h"
typedef int CMessageEvents_empty;
