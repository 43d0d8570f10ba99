//! The bounded words of the directory, each with its code as written in `resources/`.
//!
//! A card is composed from these, so that it is in the reader's language whatever language the
//! record was written in.

/// Declares an enum whose variants have a stable code (in files) and a stable number (in packs).
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "host", derive(serde::Deserialize, serde::Serialize, schemars::JsonSchema))]
        #[repr(u8)]
        pub enum $name {
            $($(#[$vdoc])* #[cfg_attr(feature = "host", serde(rename = $code))] $variant,)+
        }

        impl $name {
            /// Every value, in pack order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code that `resources/` uses.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value with this number in a pack, if there is one.
            pub fn from_number(number: u8) -> Option<Self> {
                Self::ALL.get(usize::from(number)).copied()
            }

            /// The value with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }

            /// This value as one bit of a [`Flags`].
            pub const fn bit(self) -> u32 {
                1 << self as u8
            }
        }
    };
}

codes! {
    /// What somebody may need, in the order in which needs are offered: people before police.
    Need {
        /// A safe place tonight.
        Shelter = "shelter",
        /// Someone to talk to.
        Talk = "talk",
        /// Someone who helps step by step.
        Advocate = "advocate",
        /// A lawyer, immigration help included.
        Legal = "legal",
        /// A doctor or nurse.
        Health = "health",
        /// Counselling.
        Counselling = "counselling",
        /// Food, money, clothes.
        Basics = "basics",
        /// Work and pay.
        Work = "work",
        /// School and training.
        School = "school",
        /// A long-term home.
        Housing = "housing",
        /// Help for a child.
        Child = "child",
        /// People who have been through it.
        Peers = "peers",
        /// Getting documents back.
        Documents = "documents",
        /// A line that finds help nearby.
        Referral = "referral",
        /// Telling the police or another authority.
        Report = "report",
    }
}

codes! {
    /// Whom a service is meant for; none of them means anyone.
    Audience {
        /// Children and young people.
        Under18 = "under_18",
        /// Women.
        Women = "women",
        /// Men.
        Men = "men",
        /// LGBTQ+ people.
        Lgbtq = "lgbtq",
        /// People who came from another country.
        Immigrants = "immigrants",
        /// Deaf and hard of hearing people.
        Deaf = "deaf",
        /// Indigenous people.
        Indigenous = "indigenous",
        /// Farm workers.
        FarmWorkers = "farm_workers",
        /// Domestic workers.
        DomesticWorkers = "domestic_workers",
    }
}

codes! {
    /// What a service knows about; used by search, never shown as a label on a person.
    Situation {
        /// Sexual exploitation.
        Sex = "sex",
        /// Exploitation at work.
        Labour = "labour",
        /// Trafficking of any kind.
        Trafficking = "trafficking",
        /// Violence by a partner.
        PartnerViolence = "partner_violence",
        /// Sexual violence.
        SexualViolence = "sexual_violence",
        /// Forced marriage.
        ForcedMarriage = "forced_marriage",
        /// Missing or run away.
        Missing = "missing",
        /// Thoughts of suicide.
        Suicide = "suicide",
        /// Drugs or alcohol.
        Addiction = "addiction",
        /// Intimate pictures shared or threatened.
        Images = "images",
        /// Abuse online.
        Online = "online",
    }
}

codes! {
    /// Who answers, in the order in which lines stand within a need.
    Answerer {
        /// A charity or other independent group.
        Charity = "charity",
        /// A charity together with a public body.
        Mixed = "mixed",
        /// A labour inspection or ministry.
        LabourOffice = "labour_office",
        /// The state's child protection.
        ChildProtection = "child_protection",
        /// Another public body.
        Government = "government",
        /// Not known.
        Unknown = "unknown",
        /// An immigration authority.
        Immigration = "immigration",
        /// Police.
        Police = "police",
    }
}

impl Answerer {
    /// Whether the card must say who answers before it shows the number.
    pub const fn warns_first(self) -> bool {
        matches!(self, Self::Immigration | Self::Police)
    }

    /// Coarse place within a need: charities, then public bodies and not-known, then police and immigration.
    pub const fn tier(self) -> u8 {
        match self {
            Self::Charity | Self::Mixed => 0,
            Self::LabourOffice | Self::ChildProtection | Self::Government | Self::Unknown => 1,
            Self::Immigration | Self::Police => 2,
        }
    }
}

codes! {
    /// Whether police or immigration may be told.
    Tells {
        /// Not known: ask before giving a name.
        Unknown = "unknown",
        /// They ask first, except for danger now or a child.
        AsksFirst = "asks_first",
        /// What is reported here is passed on.
        MustReport = "must_report",
        /// It is the police or immigration itself.
        Police = "police",
    }
}

codes! {
    /// What it costs.
    Cost {
        /// Not known.
        Unknown = "unknown",
        /// Free.
        Free = "free",
        /// The help is free, the call may not be.
        CallCharges = "call_charges",
        /// Free for people with little money.
        LowIncome = "low_income",
    }
}

codes! {
    /// A way to make contact.
    ContactKind {
        /// A voice call.
        Call = "call",
        /// A text message.
        Text = "text",
        /// A textphone.
        Tty = "tty",
        /// A video call in sign language.
        Videophone = "videophone",
        /// `WhatsApp`.
        Whatsapp = "whatsapp",
        /// A chat in a web page.
        Chat = "chat",
        /// E-mail.
        Email = "email",
    }
}

codes! {
    /// Which of several numbers it is.
    Label {
        /// Nothing to tell apart.
        None = "none",
        /// For women.
        ForWomen = "for_women",
        /// For men.
        ForMen = "for_men",
        /// For children.
        ForChildren = "for_children",
        /// In Spanish.
        Spanish = "spanish",
        /// In French.
        French = "french",
        /// From another country.
        FromAbroad = "from_abroad",
        /// The shelter.
        Shelter = "shelter",
        /// Legal help.
        Legal = "legal",
        /// At night.
        Night = "night",
        /// The office.
        Office = "office",
    }
}

codes! {
    /// What somebody's phone, voice or ears can do just now.
    PhoneState {
        /// It can call.
        Call = "call",
        /// Only text messages.
        Text = "text",
        /// Only Wi-Fi.
        Wifi = "wifi",
        /// No credit.
        NoCredit = "no_credit",
        /// The person cannot speak.
        CannotSpeak = "cannot_speak",
        /// The person cannot hear.
        CannotHear = "cannot_hear",
    }
}

codes! {
    /// Whose page a fact was read on, or who else says it.
    Publisher {
        /// The service's own.
        Own = "own",
        /// A public authority's.
        Official = "official",
        /// Somebody else's.
        Other = "other",
        /// On no page: in a list that an operator was given.
        List = "list",
        /// On no page: the service said it to the operator itself.
        Given = "given",
    }
}

codes! {
    /// What an answer of a check-in touches; it decides which rights and facts come first, and nothing else.
    Concern {
        /// Work or a place that is not what was promised.
        Deceived = "deceived",
        /// Work that is not safe.
        Unsafe = "unsafe",
        /// Papers that somebody else keeps.
        Papers = "papers",
        /// Pay that is held back.
        Pay = "pay",
        /// A debt that does not go down.
        Debt = "debt",
        /// Being stopped from leaving.
        Held = "held",
        /// Threats.
        Threats = "threats",
        /// Being hurt.
        Violence = "violence",
        /// Threats of police or of being sent away.
        Deportation = "deportation",
        /// Being watched or cut off.
        Watched = "watched",
        /// Having to live where the boss says.
        Housing = "housing",
        /// Having to lie.
        Lies = "lies",
        /// Being made to break the law.
        Crime = "crime",
        /// Sexual things for money, or for something needed.
        Sexual = "sexual",
        /// Sexual pictures.
        Images = "images",
        /// Being under 18.
        Under18 = "under_18",
        /// The offer of a job.
        Offer = "offer",
        /// A journey that a stranger pays or plans.
        Travel = "travel",
        /// Health.
        Health = "health",
        /// The family.
        Family = "family",
    }
}

codes! {
    /// A room to read in.
    Room {
        /// Warning signs, by setting.
        Signs = "signs",
        /// Rights, by country.
        Rights = "rights",
        /// What happens next.
        Next = "next",
        /// What may stand in the way.
        Fears = "fears",
        /// Helping out.
        Help = "help",
    }
}

codes! {
    /// Who must have read words before they stand without a note.
    Reviewer {
        /// Somebody who has been through it.
        Survivor = "survivor",
        /// A lawyer.
        Lawyer = "lawyer",
        /// Somebody whose language it is.
        Speaker = "native_speaker",
    }
}

/// A set of at most 32 coded values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u32);

impl Flags {
    /// Whether the value with this bit is in the set.
    pub const fn has(self, bit: u32) -> bool {
        self.0 & bit != 0
    }

    /// Whether nothing is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_and_number_finds_its_value_again() {
        for (index, need) in Need::ALL.iter().enumerate() {
            assert_eq!(Need::from_code(need.code()), Some(*need));
            assert_eq!(Need::from_number(u8::try_from(index).unwrap()), Some(*need));
        }
        assert_eq!(Need::from_number(200), None);
    }

    #[test]
    fn police_and_immigration_come_last_and_say_so_first() {
        for answerer in Answerer::ALL {
            assert_eq!(answerer.warns_first(), answerer.tier() == 2);
        }
        assert!(Answerer::ALL.is_sorted_by_key(|answerer| answerer.tier()));
    }
}
