"""An exercise set is a TOML file: a title, the state in which the lesson opens, and tasks. For example:

    title = "Week 3"
    opens = "infotui entropy 0.7 0.1 0.1 0.1"
    [[task]]
    prompt = "Make the entropy one and a half bits."
    goal = { reading = "entropy", equals = 1.5 }

A task may ask first and show afterwards. This one needs no goal:

    title = "Before you look"
    opens = "infotui kl --p 0 1 --q 2 1.5"
    [[task]]
    prompt = "q is wider than p. What is KL(q‖p), in nats?"
    ask = { reading = "kl_qp", unit = "nats", within = 0.1 }
    after = "KL is not symmetric: the two directions are 1.02 and 2.22 nats."

opens    the command that `c` copies: the lesson, its state, and --unit if it is not the default; a file
         that it reads is relative to the folder of the set: infotui entropy --counts history.txt
task     one table [[task]] for each task, in the order in which they are shown:
  prompt   what to do, or the question (required)
  ask      a question in { }, answered before anything is shown; it is not graded
  hide     names of readings and views that are covered with ▒ until the goals are met or Enter
           reveals them: ["entropy", "curve"]
  reveal   "key": covered until Enter, for a lecturer. With ask, Enter shows the answer and nothing is
           typed. In large terminals the question is shown in large type instead of the picture.
  goal     a condition (required, unless the task has ask or reveal), or
  goals    several conditions in [ ], each with its own tick
  hint     shown on request
  after    shown when all goals have been met: what the task has shown
  hold     controls that cannot be moved while the task is open: ["p.sigma", "q"]; a class is locked
  opens    the command that opens this task, unless it continues where the last one ended

A condition is a table in { } with
  reading = NAME or state = NAME     the quantity, by its name in --json
  over = NAME                        divides it by another quantity of the same kind
  unit = "bits" or "nats"            the unit of a reading (by default that of `opens`)
  one or more of
    equals, differs, above, below, at_least, at_most
                                     a number, the NAME of another quantity of the same kind, or
                                     "opening": its value when the task opened; equals and differs
                                     also take lists and words
  within = NUMBER                    the tolerance of equals (by default half of the last digit shown)
  say = "H is 1.5 bits"              the words beside the tick, instead of "H(p) = 1.5 bits"
or { all = [CONDITION, ...] } or { any = [CONDITION, ...] }, which may have `say` too.

A NAME may be followed by a dot and a part of a list or table: q.2 (counted from 1), q.largest,
q.smallest, p.count, p.mu, reverse_minima.1.kl. The names are those of `infotui LESSON --json`.
Nothing in a set is executed.

A question is a table in { } with either
  reading = NAME                     a number is typed: 0.9, 1/3, 50 %, exp(-3) or inf
  unit = "bits" or "nats"            as in a condition
  within = NUMBER                    an answer this close is called right
or
  choices = ["p", "q", "equal"]      2 to 9 answers, of which one is chosen
  is = "q"                           the right one
The reading is hidden until it was answered, and with it the theory and what else gives it away. Then the
task says "you said 0.9, it is 2.2195 nats: 1.3195 too low", everything is uncovered, and goals and hint,
which may tell the answer too, are shown. Goals count from there on. A task without a goal is done then.

hide takes the names of readings, and of views: a view is one picture, a reading is hidden wherever it is
shown, also in the goal and the sentence. p and q of the KL screen can be hidden while they are held:

    title = "Blind"
    opens = "infotui kl --p 1 0.5 --q 0 1"
    [[task]]
    prompt = "Bring KL(p‖q) to 0 without seeing p."
    hide = ["p"]
    hold = ["p"]
    goal = { reading = "kl_pq", below = 0.001 }

The views, by screen:
  entropy               bars headline readings gauge table code curve sample sentence theory
  entropy of a file     bars headline readings table sample sentence theory
  kl gaussian           plot integrand formula sliders headline table divergences sentence theory
  kl categorical        bars terms classes headline table divergences sentence theory
  kl mixture            plot integrand trace sliders headline table sentence theory
  cross-entropy binary  curve headline readings notes gauge derivatives sentence theory
  multiclass            prediction options curve trace headline readings notes gauge sentence theory
  data                  losses temperature reliability classes checks against rows options
                        headline readings notes sentence theory
"""
