package io.xent.derive;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How signs and names are spelt in LaTeX and in Unicode, and the one spelling that the parser knows for each. */
final class Spelling {

    /** LaTeX commands that are signs. */
    private static final Map<String, String> SIGNS = new HashMap<>();

    /** Characters that are signs. */
    private static final Map<Integer, String> CHARACTERS = new HashMap<>();

    /** Greek letters by name. */
    private static final Map<String, String> GREEK = new HashMap<>();

    /** Commands and environments that say how a formula looks and nothing about what it means. */
    static final Set<String> LOOKS = Set.of(
            "displaystyle",
            "textstyle",
            "scriptstyle",
            "limits",
            "nolimits",
            "nonumber",
            "notag",
            "enspace",
            "enskip",
            "thinspace",
            "medspace",
            "thickspace",
            "negthinspace",
            "hfill",
            "noindent",
            "centering",
            "allowdisplaybreaks",
            "mathstrut",
            "relax",
            "blacksquare",
            "square",
            "qed",
            "Box",
            "big",
            "Big",
            "bigg",
            "Bigg",
            "bigl",
            "Bigl",
            "biggl",
            "Biggl",
            "bigr",
            "Bigr",
            "biggr",
            "Biggr",
            "bigm",
            "Bigm",
            "middle",
            "par");

    /** Commands whose one argument is of no meaning for the formula. */
    static final Set<String> IGNORED_WITH_ARGUMENT = Set.of(
            "label",
            "tag",
            "ref",
            "eqref",
            "cite",
            "vspace",
            "hspace",
            "color",
            "phantom",
            "hphantom",
            "vphantom",
            "footnote",
            "intertext",
            "shortintertext");

    /** Commands whose argument is words. */
    static final Set<String> WORDS =
            Set.of("text", "textrm", "textit", "textbf", "textsf", "texttt", "mbox", "textnormal");

    /** Commands whose argument is a name written upright. */
    static final Set<String> UPRIGHT = Set.of("mathrm", "operatorname", "mathop", "mathsf", "mathtt", "mathit");

    /** Commands with arguments that the parser reads. */
    static final Set<String> WITH_ARGUMENTS = Set.of(
            "frac",
            "dfrac",
            "tfrac",
            "cfrac",
            "hat",
            "widehat",
            "bar",
            "overline",
            "tilde",
            "widetilde",
            "vec",
            "dot",
            "mathbf",
            "boldsymbol",
            "bm",
            "pmb",
            "mathcal",
            "mathscr",
            "mathfrak",
            "mathbb",
            "mathds",
            "substack",
            "boxed",
            "underbrace",
            "over",
            "overbrace",
            "sqrt",
            "overset",
            "stackrel",
            "underset");

    static {
        String[] greek =
                ("alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta θ iota ι kappa κ"
                                + " lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ varsigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ"
                                + " omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω ell ℓ")
                        .split(" ");
        for (int i = 0; i < greek.length; i += 2) {
            GREEK.put(greek[i], greek[i + 1]);
        }
        signs("cdot · times * ast * bullet · odot ⊙ circ ⊙ div / slash / ne ≠ neq ≠ in ∈ equiv = coloneqq := coloneq :="
                + " triangleq := doteq := sum ∑ partial ∂ nabla ∇ lbrace { rbrace } lbrack [ rbrack ] lvert | rvert |"
                + " vert | mid | colon : top ⊤ intercal ⊤ le ≤ leq ≤ ge ≥ geq ≥ lt < gt > dots … ldots … cdots …"
                + " dotsc … dotsb … implies ⇒ Rightarrow ⇒ Longrightarrow ⇒ rightarrow ⇒ to ⇒ Leftrightarrow ⇒ iff ⇒"
                + " therefore ⇒ because ∵ wedge ∧ land ∧ approx ≈ propto ∝ simeq ≈ sim ~ pm ± prod ∏ int ∫ infty ∞"
                + " otimes ⊗ langle ⟨ rangle ⟩ prime ′ setminus ∖ backslash ∖ notin ∉ forall ∀ exists ∃");
        characters("-", "−–—‐‑－");
        characters("*", "×∗");
        characters("·", "⋅•∙");
        characters("⊙", "∘○");
        characters("/", "÷∕⁄");
        characters("∑", "Σ");
        characters("⊤", "⊺");
        characters("′", "’ʹ");
        characters(":=", "≔≜≝");
        characters("=", "≡");
        characters("⇒", "⟹→∴⟶⇔");
        characters("…", "⋯");
        characters("∂", "𝜕𝛛𝝏");
        characters("'", "");
    }

    private Spelling() {}

    private static void signs(String pairs) {
        String[] words = pairs.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            SIGNS.put(words[i], words[i + 1]);
        }
    }

    private static void characters(String sign, String spellings) {
        spellings.codePoints().forEach(c -> CHARACTERS.put(c, sign));
    }

    /** The sign that a LaTeX command stands for, or null. */
    static String sign(String command) {
        return SIGNS.get(command);
    }

    /** The sign that a character stands for: itself where it has no other spelling. */
    static String sign(int character) {
        String sign = CHARACTERS.get(character);
        return sign == null ? Character.toString(character) : sign;
    }

    /** The sign that a word of plain text stands for, or null. */
    static String spelledSign(String word) {
        return switch (word) {
            case "partial" -> "∂";
            case "nabla", "grad" -> "∇";
            default -> null;
        };
    }

    /** The Greek letter of this name, or null. */
    static String greek(String name) {
        return GREEK.get(name);
    }

    /** The LaTeX command of a Greek letter, or null. */
    static String command(String greek) {
        for (Map.Entry<String, String> entry : GREEK.entrySet()) {
            if (entry.getValue().equals(greek) && !entry.getKey().startsWith("var")) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** A letter of the mathematical alphabets (𝐳, 𝑧, 𝓛) as the plain letter, else the same. */
    static int plain(int c) {
        if (c >= 0x1D400 && c <= 0x1D6A3) {
            int place = (c - 0x1D400) % 52;
            return place < 26 ? 'A' + place : 'a' + place - 26;
        }
        if (c >= 0x1D7CE && c <= 0x1D7FF && c != 0x1D7D9) {
            return '0' + (c - 0x1D7CE) % 10;
        }
        return switch (c) {
            case 'ℒ' -> 'L';
            case 'ℎ' -> 'h';
            case 'ϵ' -> 'ε';
            case 'ϑ' -> 'θ';
            case 'ϕ' -> 'φ';
            case 'µ' -> 'μ';
            default -> c;
        };
    }

    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
    private static final String LOWERED_PLAIN = "0123456789+-=()aehijklmnoprstuvx";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿᵀᴷᴺᴹᶜᵏʲᵗᵃᵇᵈᵉᵐᵒᵖˣʸᶻˢ";
    private static final String RAISED_PLAIN = "0123456789+-=()inTKNMckjtabdemopxyzs";

    /** What a subscript character lowers, or −1. */
    static int lowered(int c) {
        int place = c > 0xFFFF ? -1 : LOWERED.indexOf(c);
        return place < 0 ? -1 : LOWERED_PLAIN.charAt(place);
    }

    /** What a superscript character raises, or −1. */
    static int raised(int c) {
        int place = c > 0xFFFF ? -1 : RAISED.indexOf(c);
        return place < 0 ? -1 : RAISED_PLAIN.charAt(place);
    }

    private static final String WITH_HAT = "âĉêĝĥîĵôŝûŵŷẑÂĈÊĜĤÎĴÔŜÛŴŶẐ";
    private static final String WITHOUT_HAT = "aceghijosuwyzACEGHIJOSUWYZ";

    /** The letter under a hat that Unicode has in one character, or −1. */
    static int unhatted(int c) {
        int place = c > 0xFFFF ? -1 : WITH_HAT.indexOf(c);
        return place < 0 ? -1 : WITHOUT_HAT.charAt(place);
    }

    /** The name with a hat, in one character where Unicode has it. */
    static String hatted(String name) {
        int place = name.length() == 1 ? WITHOUT_HAT.indexOf(name) : -1;
        return place < 0 ? name + '\u0302' : WITH_HAT.substring(place, place + 1);
    }
}
