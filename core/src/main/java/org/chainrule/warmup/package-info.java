/** Code in two tiers: scalar code answers until HotSpot has made vector code fast. */
@NullMarked
package org.chainrule.warmup;

import org.jspecify.annotations.NullMarked;
