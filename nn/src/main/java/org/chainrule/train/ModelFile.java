package org.chainrule.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chainrule.NoTensorException;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.data.DataException;
import org.chainrule.io.Safetensors;
import org.chainrule.optim.Selection;

/** A model's tensors by path, as a file in the {@linkplain Safetensors safetensors} format. Files are written whole or not at all. */
public final class ModelFile {
    private static final int SHOWN = 8;

    private ModelFile() {}

    /**
     * Writes all tensors of a model.
     *
     * @throws DataException if the file cannot be written
     * @throws NoTensorException if the model holds no tensor
     */
    public static void save(Object model, Path file) {
        Tree.parameters(model); // refuses what holds none
        new Safetensors(Tree.named(model), Map.of()).write(file);
    }

    /**
     * A model of the same form with the file's tensors.
     *
     * @throws DataException if the file is damaged, or its tensors are not the model's
     * @throws NoTensorException if the model holds no tensor
     */
    public static <M> M load(M like, Path file) {
        Tree.parameters(like);
        return filled(like, read(file), file);
    }

    /**
     * What of a file fits a model: the rest of the model stays as it is. As PyTorch's load_state_dict with strict=False, but that a
     * tensor of another shape is left too.
     *
     * @throws DataException if the file is damaged, or none of its tensors fits
     * @throws NoTensorException if the model holds no tensor
     */
    public static <M> Partial<M> loadFitting(M like, Path file) {
        return loadFitting(like, file, Selection.all());
    }

    /**
     * The same, of the selected parameters alone.
     *
     * @throws IllegalArgumentException if a pattern fits no parameter of the model
     */
    public static <M> Partial<M> loadFitting(M like, Path file, Selection selection) {
        Tree.parameters(like);
        Map<String, Tensor> tensors = read(file);
        Map<String, Tensor> wanted = selection.in(like);
        List<String> taken = wanted.entrySet().stream()
                .filter(entry -> Optional.ofNullable(tensors.get(entry.getKey()))
                        .filter(found -> found.node()
                                .type()
                                .equals(entry.getValue().node().type()))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
        if (taken.isEmpty()) {
            throw new DataException(file + ": holds nothing of the path, shape and dtype of one of " + types(wanted)
                    + ", but " + types(tensors));
        }
        Map<String, Tensor> all = Tree.named(like);
        List<Tensor> leaves = all.entrySet().stream()
                .map(entry -> taken.contains(entry.getKey()) ? tensors.get(entry.getKey()) : entry.getValue())
                .toList();
        return new Partial<>(
                Tree.rebuild(like, leaves), taken, without(all.keySet(), taken), without(tensors.keySet(), taken));
    }

    /**
     * A model with a part of a file.
     *
     * @param taken the paths whose tensors are the file's
     * @param left the paths of the model's other tensors, which stayed
     * @param unused the names of the file's other tensors
     */
    public record Partial<M>(M model, List<String> taken, List<String> left, List<String> unused) {
        public Partial {
            taken = List.copyOf(taken);
            left = List.copyOf(left);
            unused = List.copyOf(unused);
        }
    }

    private static String types(Map<String, Tensor> tensors) {
        return tensors.entrySet().stream()
                        .limit(SHOWN)
                        .map(entry ->
                                entry.getKey() + " " + entry.getValue().node().type())
                        .collect(Collectors.joining(", "))
                + (tensors.size() > SHOWN ? ", …" : "");
    }

    private static List<String> without(Set<String> names, List<String> taken) {
        return names.stream().filter(name -> !taken.contains(name)).toList();
    }

    /** A value of the same form with other tensors by path. */
    static <M> M filled(M like, Map<String, Tensor> tensors, Path file) {
        Map<String, Tensor> rest = new LinkedHashMap<>(tensors);
        List<Tensor> leaves = new ArrayList<>();
        for (Map.Entry<String, Tensor> wanted : Tree.named(like).entrySet()) {
            Tensor tensor = rest.remove(wanted.getKey());
            if (tensor == null
                    || !tensor.node().type().equals(wanted.getValue().node().type())) {
                throw new DataException(file + ": " + wanted.getKey() + " is "
                        + (tensor == null ? "missing" : tensor.node().type()) + ", the model's is "
                        + wanted.getValue().node().type());
            }
            leaves.add(tensor);
        }
        if (!rest.isEmpty()) {
            throw new DataException(file + ": the model has no " + rest.keySet());
        }
        return Tree.rebuild(like, leaves);
    }

    /**
     * The tensors of a file by name.
     *
     * @throws DataException if the file is damaged
     */
    public static Map<String, Tensor> read(Path file) {
        return Safetensors.read(file).tensors();
    }
}
