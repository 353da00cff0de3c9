package org.chainrule.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.cli.console.UserError;
import org.chainrule.data.DataException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A file of options by name, in YAML 1.2, of which JSON is a part. What is wrong with it is told with line and column.
 *
 * @param entries by name, in the file's order
 */
record ConfigurationFile(Path file, Map<String, Entry> entries) {
    /**
     * An option's value.
     *
     * @param name where its name stands
     */
    record Entry(Node name, Node value) {}

    /** @throws UserError if there is no such file, or it holds no options by name */
    static ConfigurationFile read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UserError(file + ": is no text in UTF-8", e);
        } catch (IOException e) {
            throw new UserError(file + ": cannot be read: " + DataException.reason(e), e);
        }
        ConfigurationFile read = new ConfigurationFile(file, new LinkedHashMap<>());
        read.root(text).ifPresent(root -> root.getValue().forEach(read::add));
        return read;
    }

    private Optional<MappingNode> root(String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        try {
            Optional<Node> root =
                    new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text))).getSingleNode();
            return root.map(node -> {
                if (node instanceof MappingNode map) {
                    return map;
                }
                throw wrong(node, "holds no options by name, as 'epochs: 12'");
            });
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw new UserError(place(mark) + "is neither YAML nor JSON: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new UserError(
                    file + ": is neither YAML nor JSON: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private void add(NodeTuple entry) {
        String name = text(entry.getKeyNode());
        if (entries.putIfAbsent(name, new Entry(entry.getKeyNode(), entry.getValueNode())) != null) {
            throw wrong(entry.getKeyNode(), "'" + name + "' stands there twice");
        }
    }

    /** The text of a value that is a single one. */
    String text(Node value) {
        if (!(value instanceof ScalarNode scalar)) {
            throw wrong(value, "a single value is wanted here");
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            throw wrong(value, "there is no value; leave the option out, or give it one");
        }
        return scalar.getValue();
    }

    /** The texts of a value that may be a list. */
    List<String> texts(Node value) {
        if (!(value instanceof SequenceNode list)) {
            return List.of(text(value));
        }
        List<String> texts = new ArrayList<>();
        list.getValue().forEach(element -> texts.add(text(element)));
        return texts;
    }

    /** What is wrong at a place of the file. */
    UserError wrong(Node at, String what) {
        return new UserError(place(at.getStartMark()) + what);
    }

    private String place(Optional<Mark> mark) {
        return file
                + mark.map(at -> ": line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
                        .orElse("")
                + ": ";
    }
}
