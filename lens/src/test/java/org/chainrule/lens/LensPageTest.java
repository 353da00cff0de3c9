package org.chainrule.lens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.junit.jupiter.api.Test;

/** The page in a real browser. Its pictures are kept in target/screenshots. */
class LensPageTest extends InBrowser {
    @Test
    void stepsThroughTheNeuronShowTheProductsOfTheChainRule() throws Exception {
        try (Lens lens = Lens.neuron(0)) {
            show(lens);
            browser.screenshot(PICTURES.resolve("neuron-light.png"));
            // 0.8·1.5 − 0.4 = 0.8, and (0.8 − 2)² = 1.44
            assertThat(browser.ask("document.getElementById('output').textContent"))
                    .isEqualTo("0.8");
            assertThat(browser.ask("document.getElementById('loss').textContent"))
                    .isEqualTo("1.44");
            // 2·(0.8 − 2)·1.5, −2.4·0.8 and −2.4
            assertThat(browser.ask("[...document.querySelectorAll('td.backward')].map(cell => cell.textContent)"))
                    .isEqualTo("−3.6,−1.92,−2.4");
            assertThat(browser.ask("[...document.querySelectorAll('td:nth-child(3)')].map(cell => cell.textContent)"))
                    .isEqualTo("−3.6,−1.92,−2.4");
            press("first");
            assertThat(browser.ask(
                            "[...document.querySelectorAll('.node .value')].map(text => text.textContent).join('')"))
                    .isEmpty();
            StringBuilder equations = new StringBuilder();
            for (int i = Integer.parseInt(browser.ask("document.body.dataset.ready")) * 4; i > 0; i--) {
                press("next");
                equations
                        .append(browser.ask("document.getElementById('equation').textContent"))
                        .append('\n');
            }
            assertThat(equations.toString())
                    .contains("mul(w = 0.8, x = 1.5) = 1.2")
                    .contains("to w through mul: upstream × local = −2.4 × 1.5 (local: x₁) = −3.6")
                    .contains("to x through mul: upstream × local = −2.4 × 0.8 (local: x₀) = −1.92");
            browser.ask("(slider => { slider.value = -3; slider.dispatchEvent(new Event('input')); })"
                    + "(document.getElementById('slider-w'))");
            browser.await("document.getElementById('output').textContent === '0'");
            assertThat(browser.ask("[...document.querySelectorAll('td.backward')].map(cell => cell.textContent)"))
                    .isEqualTo("0,0,0");
            browser.look(800, 700, "dark");
            press("back");
            browser.screenshot(PICTURES.resolve("neuron-dark-narrow.png"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aNodesNumbersAreThoseOfTheApi() throws Exception {
        Mlp model = Mlp.of(List.of(3, 4, 2), Activation.TANH, RandomKey.of(1));
        Tensor loss = model.apply(Tensor.of(new float[][] {{1, 2, 3}, {-1, 0, 1}}))
                .square()
                .mean();
        Tensor bias = model.layers().getLast().bias();
        float expected = Gradient.of(loss).at(bias).toFloats()[1];
        try (Lens lens = Lens.show(loss, model)) {
            show(lens);
            press("open");
            browser.await("document.querySelectorAll('.node.group').length === 0");
            choose("layers.1.bias");
            String numbers = browser.ask("document.querySelector('#detail .numbers.backward').textContent");
            float shown = Float.parseFloat(numbers.replace('−', '-').trim().split("\\s+")[1]);
            assertThat(shown).isCloseTo(expected, org.assertj.core.data.Percentage.withPercentage(0.1));
            browser.screenshot(PICTURES.resolve("network-light.png"));
            browser.look(1280, 800, "dark");
            browser.screenshot(PICTURES.resolve("network-dark.png"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aLabelIsNoMarkup() throws Exception {
        Tensor x = Tensor.scalar(2);
        try (Lens lens = Lens.show(x.square(), Map.of("<img src=x onerror=alert(1)>", Map.of("<b>x</b>", x)))) {
            show(lens);
            assertThat(browser.ask("document.querySelectorAll('img, #graph b, #detail b').length"))
                    .isEqualTo("0");
            assertThat(browser.ask("document.querySelector('.heading .op').textContent"))
                    .startsWith("<img src=x");
            assertThat(browser.ask("document.querySelector('.node .op').textContent"))
                    .isEqualTo("<b>x</b>");
            view("kernels");
            browser.await("document.querySelectorAll('tr[data-kernel]').length > 0");
            assertThat(count("img")).isZero();
            assertThat(browser.ask("document.getElementById('detail').textContent"))
                    .contains("<img src=x");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void groupsOpenAndCloseByKeyAndTheSearchOpensThem() throws Exception {
        Example.Shown shown = Example.TRANSFORMER.shown();
        try (Lens lens = Lens.show(shown.loss(), shown.model(), 0)) {
            show(lens);
            assertThat(count(".node")).isLessThan(20);
            browser.screenshot(PICTURES.resolve("transformer-light.png"));
            assertThat(browser.ask("document.querySelector('.node[data-id=g1]').getAttribute('aria-expanded')"))
                    .isEqualTo("false");
            int closed = count(".node");
            key(".node[data-id=g1]", "Enter");
            browser.await("document.querySelector('.frame [data-id=g1]') !== null");
            assertThat(count(".node")).isGreaterThan(closed);
            assertThat(browser.ask("document.activeElement.dataset.id")).isNotEqualTo("undefined");
            key(".frame [data-id=g1]", "Enter");
            browser.await("document.querySelectorAll('.node').length === " + closed);
            browser.ask("(field => { field.value = 'blocks.1.attention.query.bias';"
                    + " field.dispatchEvent(new Event('input'));"
                    + " field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' })); })"
                    + "(document.getElementById('search'))");
            browser.await(
                    "document.querySelector('.node.chosen')?.getAttribute('aria-label').startsWith('blocks.1.attention.query.bias')");
            assertThat(browser.ask("document.getElementById('found').textContent"))
                    .isEqualTo("1 found");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void kernelsAndNodesLeadToEachOther() throws Exception {
        Example.Shown shown = Example.MLP.shown();
        try (Lens lens = Lens.show(shown.loss(), shown.model(), 0)) {
            show(lens);
            view("kernels");
            browser.await("document.querySelectorAll('tr[data-kernel]').length > 3");
            assertThat(count("rect.buffer")).isPositive();
            browser.ask(
                    "[...document.querySelectorAll('tr[data-kernel]')].find(row => "
                            + "row.textContent.includes('product')).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))");
            browser.screenshot(PICTURES.resolve("kernels-light.png"));
            String product = browser.ask("document.querySelector('tr[aria-selected=true]').dataset.kernel");
            browser.ask("[...document.querySelectorAll('#detail .links button')].find(button => "
                    + "button.textContent === 'matmul').click()");
            browser.await("document.querySelector('.node.chosen.kernel .op')?.textContent === 'matmul'");
            browser.screenshot(PICTURES.resolve("kernel-in-graph.png"));
            browser.ask("[...document.querySelectorAll('#detail .links button')].find(button => "
                    + "button.textContent === '" + product + ": value').click()");
            browser.await("document.getElementById('kernels').hidden === false"
                    + " && document.querySelector('tr[aria-selected=true]').dataset.kernel === '" + product + "'");
            browser.look(1280, 800, "dark");
            browser.screenshot(PICTURES.resolve("kernels-dark.png"));
            browser.look(400, 800, "dark");
            browser.screenshot(PICTURES.resolve("kernels-phone.png"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void ofTwoThousandNodesThoseInSightAreInTheDocument() throws Exception {
        Tensor x = Tensor.scalar(0.5);
        for (int i = 0; i < 2000; i++) {
            x = i % 2 == 0 ? x.tanh() : x.sin();
        }
        try (Lens lens = Lens.show(x, List.of(), 0)) {
            show(lens);
            assertThat(Integer.parseInt(browser.ask("document.body.dataset.ready")))
                    .isGreaterThanOrEqualTo(2000);
            assertThat(count(".node")).isPositive().isLessThan(100);
            String frames = browser.ask("""
                    new Promise(done => {
                      const graph = document.getElementById('graph');
                      const times = [];
                      const frame = now => {
                        times.push(now);
                        if (times.length === 60) return done((now - times[0]) / 59);
                        graph.dispatchEvent(new WheelEvent('wheel', { deltaY: times.length % 30 < 15 ? 120 : -120 }));
                        requestAnimationFrame(frame);
                      };
                      requestAnimationFrame(frame);
                    })""".replace('\n', ' '));
            System.out.println("milliseconds a frame: " + frames);
            press("whole");
            browser.await("document.querySelectorAll('.node').length === 0");
            browser.screenshot(PICTURES.resolve("large.png"));
            browser.ask("(field => { field.value = 'sin'; field.dispatchEvent(new Event('input')); })"
                    + "(document.getElementById('search'))");
            browser.await("document.querySelectorAll('.node.found').length > 0");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void show(Lens lens) throws Exception {
        browser.look(1280, 800, "light");
        browser.open(lens.address());
        browser.await("document.body !== null && document.body.dataset.ready > 0");
    }

    private static void press(String button) throws Exception {
        browser.ask("document.getElementById('" + button + "').click()");
    }

    private static int count(String selector) throws Exception {
        return Integer.parseInt(browser.ask("document.querySelectorAll('" + selector + "').length"));
    }

    private static void choose(String name) throws Exception {
        browser.ask("[...document.querySelectorAll('.node')].find(node => "
                + "node.getAttribute('aria-label').startsWith('" + name + ",'))"
                + ".dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))");
    }

    private static void key(String selector, String key) throws Exception {
        browser.ask("(element => { element.focus();"
                + " element.dispatchEvent(new KeyboardEvent('keydown', { key: '" + key + "', bubbles: true })); })"
                + "(document.querySelector('" + selector + "'))");
    }

    private static void view(String name) throws Exception {
        browser.ask("[...document.querySelectorAll('#views button')].find(button => button.textContent === '" + name
                + "').click()");
    }
}
