#pragma once

// Limits how many tests run at a time, in every process that is linked with it. There is nothing to call.
