package org.chainrule.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.NoTensorException;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.data.DataException;
import org.chainrule.io.Safetensors;

/** A model's tensors by path, as a file in the {@linkplain Safetensors safetensors} format. Files are written whole or not at all. */
public final class ModelFile {
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
