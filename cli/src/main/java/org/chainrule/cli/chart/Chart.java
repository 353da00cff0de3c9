package org.chainrule.cli.chart;

import java.util.List;

/**
 * Curves over one axis.
 *
 * @param up the axis of all curves but those of the kind RIGHT, whose axis has the curve's name
 */
public record Chart(String title, Scale across, Scale up, List<Curve> curves) {
    public Chart {
        curves = curves.stream().map(curve -> curve.on(across, up)).toList();
    }
}
