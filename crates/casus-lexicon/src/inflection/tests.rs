//! Forms of verbs and nouns against lists written out by hand, and the laws that hold for any word.

use super::*;
use proptest::prelude::*;

/// `admit admits admitted admitted admitting`, a verb a line.
const VERB_TABLE: &str = "
    accuse accuses accused accused accusing
    admit admits admitted admitted admitting
    agree agrees agreed agreed agreeing
    airdrop airdrops airdropped airdropped airdropping
    ally allies allied allied allying
    annex annexes annexed annexed annexing
    annul annuls annulled annulled annulling
    arm arms armed armed arming
    arrest arrests arrested arrested arresting
    attack attacks attacked attacked attacking
    ban bans banned banned banning
    be is was been being
    beat beats beat beaten beating
    begin begins began begun beginning
    besiege besieges besieged besieged besieging
    bomb bombs bombed bombed bombing
    boo boos booed booed booing
    boycott boycotts boycotted boycotted boycotting
    break breaks broke broken breaking
    bring brings brought brought bringing
    call calls called called calling
    cancel cancels cancelled cancelled cancelling
    capture captures captured captured capturing
    catch catches caught caught catching
    cease ceases ceased ceased ceasing
    choose chooses chose chosen choosing
    clash clashes clashed clashed clashing
    co-host co-hosts co-hosted co-hosted co-hosting
    commit commits committed committed committing
    condemn condemns condemned condemned condemning
    control controls controlled controlled controlling
    cut cuts cut cut cutting
    defer defers deferred deferred deferring
    defy defies defied defied defying
    deny denies denied denied denying
    deploy deploys deployed deployed deploying
    develop develops developed developed developing
    die dies died died dying
    dig digs dug dug digging
    do does did done doing
    draw draws drew drawn drawing
    drop drops dropped dropped dropping
    echo echoes echoed echoed echoing
    embargo embargoes embargoed embargoed embargoing
    enter enters entered entered entering
    equip equips equipped equipped equipping
    expel expels expelled expelled expelling
    fight fights fought fought fighting
    fix fixes fixed fixed fixing
    flee flees fled fled fleeing
    fly flies flew flown flying
    focus focuses focused focused focusing
    forbid forbids forbade forbidden forbidding
    free frees freed freed freeing
    freeze freezes froze frozen freezing
    gas gasses gassed gassed gassing
    give gives gave given giving
    go goes went gone going
    grab grabs grabbed grabbed grabbing
    guarantee guarantees guaranteed guaranteed guaranteeing
    happen happens happened happened happening
    have has had had having
    hit hits hit hit hitting
    hold holds held held holding
    impose imposes imposed imposed imposing
    infringe infringes infringed infringed infringing
    insist insists insisted insisted insisting
    invade invades invaded invaded invading
    jail jails jailed jailed jailing
    join joins joined joined joining
    kidnap kidnaps kidnapped kidnapped kidnapping
    kill kills killed killed killing
    launch launches launched launched launching
    lay lays laid laid laying
    lead leads led led leading
    leave leaves left left leaving
    let lets let let letting
    lie lies lay lain lying
    limit limits limited limited limiting
    loot loots looted looted looting
    make makes made made making
    meet meets met met meeting
    obey obeys obeyed obeyed obeying
    occupy occupies occupied occupied occupying
    occur occurs occurred occurred occurring
    offer offers offered offered offering
    open opens opened opened opening
    overthrow overthrows overthrew overthrown overthrowing
    panic panics panicked panicked panicking
    patrol patrols patrolled patrolled patrolling
    pay pays paid paid paying
    permit permits permitted permitted permitting
    plan plans planned planned planning
    poison poisons poisoned poisoned poisoning
    prefer prefers preferred preferred preferring
    push pushes pushed pushed pushing
    quit quits quit quit quitting
    quiz quizzes quizzed quizzed quizzing
    raid raids raided raided raiding
    ratify ratifies ratified ratified ratifying
    read reads read read reading
    rebel rebels rebelled rebelled rebelling
    rebuild rebuilds rebuilt rebuilt rebuilding
    refer refers referred referred referring
    regret regrets regretted regretted regretting
    reject rejects rejected rejected rejecting
    repay repays repaid repaid repaying
    rescue rescues rescued rescued rescuing
    resign resigns resigned resigned resigning
    riot riots rioted rioted rioting
    rob robs robbed robbed robbing
    run runs ran run running
    say says said said saying
    see sees saw seen seeing
    seek seeks sought sought seeking
    send sends sent sent sending
    set sets set set setting
    shell shells shelled shelled shelling
    shoot shoots shot shot shooting
    show shows showed shown showing
    sign signs signed signed signing
    signal signals signalled signalled signalling
    singe singes singed singed singeing
    ski skis skied skied skiing
    slap slaps slapped slapped slapping
    stab stabs stabbed stabbed stabbing
    stop stops stopped stopped stopping
    strike strikes struck struck striking
    submit submits submitted submitted submitting
    swear swears swore sworn swearing
    take takes took taken taking
    target targets targeted targeted targeting
    tax taxes taxed taxed taxing
    tie ties tied tied tying
    traffic traffics trafficked trafficked trafficking
    transfer transfers transferred transferred transferring
    travel travels travelled travelled travelling
    try tries tried tried trying
    understand understands understood understood understanding
    uphold upholds upheld upheld upholding
    urge urges urged urged urging
    veto vetoes vetoed vetoed vetoing
    visit visits visited visited visiting
    vow vows vowed vowed vowing
    warn warns warned warned warning
    win wins won won winning
    withdraw withdraws withdrew withdrawn withdrawing
    withhold withholds withheld withheld withholding
    wound wounds wounded wounded wounding
    write writes wrote written writing
    zap zaps zapped zapped zapping
";

/// `gunman gunmen`, a noun a line; phrases have `|` between.
const NOUN_TABLE: &str = "
    activist|activists
    agency|agencies
    air strike|air strikes
    aircraft|aircraft
    ally|allies
    analysis|analyses
    army|armies
    attorney general|attorneys general
    axis|axes
    baby|babies
    belief|beliefs
    brigadier general|brigadier generals
    bus|buses
    cease-fire|cease-fires
    chief of staff|chiefs of staff
    chief|chiefs
    child|children
    church|churches
    coach|coaches
    commander-in-chief|commanders-in-chief
    convoy|convoys
    coup|coups
    crisis|crises
    criterion|criteria
    day|days
    deputy attorney general|deputy attorneys general
    diocese|dioceses
    deputy prime minister|deputy prime ministers
    embargo|embargoes
    envoy|envoys
    foot|feet
    forces|forces
    foreign minister|foreign ministers
    German|Germans
    government-in-exile|governments-in-exile
    grandchild|grandchildren
    gunman|gunmen
    half|halves
    head of state|heads of state
    headquarters|headquarters
    hero|heroes
    housewife|housewives
    human|humans
    hypothesis|hypotheses
    Japanese|Japanese
    journalist|journalists
    judge|judges
    junta|juntas
    knife|knives
    lieutenant general|lieutenant generals
    life|lives
    man|men
    mayor|mayors
    member of parliament|members of parliament
    monarch|monarchs
    oligarch|oligarchs
    passer-by|passers-by
    person|people
    policewoman|policewomen
    potato|potatoes
    radio|radios
    referendum|referendums
    runner-up|runners-up
    salesperson|salespersons
    secretary general|secretaries general
    secretary-general|secretaries-general
    series|series
    soldier|soldiers
    start-up|start-ups
    spokesman|spokesmen
    tank|tanks
    talks|talks
    tax|taxes
    thief|thieves
    torpedo|torpedoes
    troops|troops
    veto|vetoes
    warship|warships
    witch|witches
    wolf|wolves
    woman|women
";

#[test]
fn verbs_take_their_forms() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for line in VERB_TABLE.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let base = line.split(' ').next().unwrap();
        let forms = verb_forms(base);
        let found = [forms.base, forms.third, forms.past, forms.participle, forms.gerund].join(" ");
        if found != line {
            wrong.push(format!("{found} (should be {line})"));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen > 140, "the table was read: {seen} verbs");
}

#[test]
fn nouns_take_their_plurals() {
    let mut wrong = Vec::new();
    for line in NOUN_TABLE.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (noun, right) = line.split_once('|').unwrap();
        if plural(noun) != right {
            wrong.push(format!("{noun}: {} (should be {right})", plural(noun)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn other_spellings_are_known_too() {
    let past = |base: &str| second_verb_forms(base).map(|forms| (forms.past, forms.gerund));
    let words = |past: &str, gerund: &str| Some((past.to_string(), gerund.to_string()));
    assert_eq!(past("travel"), words("traveled", "traveling"));
    assert_eq!(past("learn"), words("learnt", "learning"));
    assert_eq!(past("hang"), words("hanged", "hanging"));
    assert_eq!(past("bomb"), None);
}

/// A list out of which a word has fallen, or in which it stands twice, goes unnoticed otherwise.
#[test]
fn no_irregular_verb_stands_twice_and_none_is_regular() {
    for (i, (base, past, participle)) in VERBS.iter().enumerate() {
        assert!(!VERBS[i + 1..].iter().any(|(other, ..)| other == base), "{base} stands twice");
        let regular = regular_past(base, doubles(base));
        assert!(regular != *past || regular != *participle, "{base} is regular");
    }
    assert!(VERBS.len() >= 200, "{}", VERBS.len());
}

proptest! {
    /// Any text has forms: the third person ends in `s`, the gerund in `ing`, and a regular past in `d`.
    #[test]
    fn every_word_has_forms(word in "[a-zA-Zé' -]{0,12}") {
        let forms = verb_forms(&word);
        prop_assert!(forms.third.ends_with('s'));
        prop_assert!(forms.gerund.ends_with("ing"));
        prop_assert_eq!(forms.base, word.clone());
        prop_assert!(plural(&word).len() >= word.len().saturating_sub(2));
    }
}
