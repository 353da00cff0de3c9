package org.chainrule.bench.agree;

import java.util.List;

/** What Einstein summation is asked for; a question's attribute is the place of one of these. */
public final class Equations {
    public static final List<String> ALL = List.of(
            "ij,jk->ik",
            "bij,bjk->bik",
            "bij,jk,kl->bil",
            "...ij,...jk->...ik",
            "ijk,ilk->jl",
            "i,j->ij",
            "ij,ij->",
            "ij->ji",
            "ii->i",
            "ii",
            "ija,ija->a",
            "bhqd,bhkd->bhqk");

    private Equations() {}
}
