#include "CHtslibShims.h"
